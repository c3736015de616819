import { startRole } from './child.mjs';

/** Starts the service on a data directory and waits until it answers; `settings` may name an event store and a database. */
export const startStandalone = (dataDir, settings = {}) =>
  startRole('standalone', { ...settings, RUNLEDGER_DATA_DIR: dataDir });
