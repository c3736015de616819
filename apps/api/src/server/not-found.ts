import { TaskRunNotFound } from '@app/ledger';

/** Something is not there, in the words that the contract has for it on this route (4.2). */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(readonly detail: string) {
    super(detail);
  }
}

/** Says in the words of the route that a run is not there: `….catch(inWords('Task not found'))`. */
export const inWords =
  (detail: string) =>
  (error: unknown): never => {
    throw error instanceof TaskRunNotFound ? new NotFound(detail) : error;
  };
