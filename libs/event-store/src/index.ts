export {
  AccessDenied,
  EventTooLarge,
  OutcomeUnknown,
  StoreUnavailable,
  WrongRevision,
} from './errors.js';
export {
  NO_STREAM,
  position,
  revision,
  START,
  type Appended,
  type EventStore,
  type NewEvent,
  type Position,
  type Revision,
  type StoredEvent,
} from './event-store.js';
export { inBatches, type Batch } from './in-batches.js';
export { openLog, openLogReader, type OpenedLog } from './open-log.js';
export { keepWalShort } from './sqlite/keep-wal-short.js';
export { openSqliteLog, SqliteLog } from './sqlite/sqlite-log.js';
export { openSqliteLogReader } from './sqlite/sqlite-log-reader.js';
