import { resolve } from 'node:path';
import { openSqliteLog, openSqliteLogReader } from '@app/event-store';
import type { OpenedStore } from './copy-log.command.js';

/**
 * Opens the log of a directory as its only writer would, so that nobody writes it meanwhile. Makes none where there is none.
 *
 * @throws DirectoryLocked if another process has it open, StoreUnavailable
 */
export async function openEmbeddedLog(directory: string): Promise<OpenedStore> {
  const path = resolve(directory);
  openSqliteLogReader(path, null).close();
  const log = openSqliteLog(path);
  return { store: log, close: async () => log.close() };
}
