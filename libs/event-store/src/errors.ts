import type { Revision } from './event-store.js';

/** The stream does not stand at the expected revision. Nothing was written. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: Revision,
    readonly actual: Revision,
  ) {
    super(`${stream} stands at revision ${actual}, not at ${expected}`);
  }
}

/** The append may have been written or not. The same events may be sent again at the same revision, and nothing else. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The store is away, full or closed. Nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** Data and metadata of an event are larger than every store takes. Nothing was written. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  constructor(
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`an event of ${bytes} bytes is over the limit of ${limit}`);
  }
}

/** The store does not let us in, or not do this. Nothing was written. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}
