import { join } from 'node:path';
import Database from 'libsql';

/** The log of a data directory, to read beside its writer; integers are bigints. libsql has no read-only mode that holds. */
export function openLogFile(dataDir) {
  const log = new Database(join(dataDir, 'log.db'));
  log.exec('PRAGMA query_only = TRUE');
  return log.defaultSafeIntegers();
}
