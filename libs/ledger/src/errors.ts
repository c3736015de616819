/** There is no such run, or no more. Answered when its stream proves it. */
export class TaskRunNotFound extends Error {
  override readonly name = 'TaskRunNotFound';
  constructor(readonly taskRunId: string) {
    super(`Task run with id ${taskRunId} not found`);
  }
}

/** The flow run that a command rests on does not exist. */
export class FlowRunNotFound extends Error {
  override readonly name = 'FlowRunNotFound';
  constructor(readonly flowRunId: string) {
    super(`Flow run with id ${flowRunId} not found`);
  }
}

/** What is to be created contradicts what exists: the id is another run's, or the flow run unknown. */
export class IntegrityConflict extends Error {
  override readonly name = 'IntegrityConflict';
}

/** The run has moved on from the revision that the caller has seen. */
export class RevisionMismatch extends Error {
  override readonly name = 'RevisionMismatch';
  constructor(readonly revision: bigint) {
    super(`The run stands at revision ${revision}.`);
  }
}

/** The idempotency key was granted another proposal. */
export class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused';
  constructor(readonly key: string) {
    super(`The Idempotency-Key "${key}" was used for another proposal to this run.`);
  }
}

/** Others wrote to the same stream each time; nothing was written by this command, and it may be tried again. */
export class TooMuchContention extends Error {
  override readonly name = 'TooMuchContention';
}

/** More commands are waiting than are worth keeping; this one was not begun. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** What the log holds cannot be read by this version: a newer one wrote it, or it is no ledger's. */
export class UnreadableLedger extends Error {
  override readonly name = 'UnreadableLedger';
}
