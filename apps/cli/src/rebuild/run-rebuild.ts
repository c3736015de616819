import { openLogReader } from '@app/event-store';
import { readIdentity, UnreadableLedger } from '@app/ledger';
import { openDraft } from '@app/read-model';
import type { Configuration } from '@app/runtime';
import { rebuildCommand, type LogOfLedger } from './rebuild.command.js';

/** Builds the read model that the settings name anew from the log that they name. */
export const runRebuild = (configuration: Configuration, signal: AbortSignal): Promise<void> =>
  rebuildCommand({
    openLog: () => openLogOfLedger(configuration),
    openDraft: () => openDraft(configuration),
    screen: process.stdout,
    signal,
  });

/** @throws UnreadableLedger if the log holds no ledger yet, StoreUnavailable */
async function openLogOfLedger(configuration: Configuration): Promise<LogOfLedger> {
  const log = await openLogReader(configuration, null);
  const identity = await readIdentity(log.store);
  if (identity === null) {
    await log.close();
    throw new UnreadableLedger('the log that the settings name holds no ledger yet');
  }
  return { ...log, logId: identity.logId };
}
