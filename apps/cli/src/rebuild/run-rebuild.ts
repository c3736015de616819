import { openDraft } from '@app/read-model';
import type { Configuration } from '@app/runtime';
import { openLogOfLedger } from '../open-log-of-ledger.js';
import { rebuildCommand } from './rebuild.command.js';

/** Builds the read model that the settings name anew from the log that they name. */
export const runRebuild = (configuration: Configuration, signal: AbortSignal): Promise<void> =>
  rebuildCommand({
    async openLog() {
      const { identity, ...log } = await openLogOfLedger(configuration);
      return { ...log, logId: identity.logId };
    },
    openDraft: () => openDraft(configuration),
    screen: process.stdout,
    signal,
  });
