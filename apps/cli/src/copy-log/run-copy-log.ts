import { openLog } from '@app/event-store';
import { systemSources } from '@app/ledger';
import type { Configuration } from '@app/runtime';
import { copyLogCommand } from './copy-log.command.js';
import { openEmbeddedLog } from './open-embedded-log.js';

/** Takes the ledger of a directory to the EventStoreDB that the settings name. */
export const runCopyLog = (
  configuration: Configuration,
  from: string,
  signal: AbortSignal,
): Promise<void> =>
  copyLogCommand(
    { from, namespace: configuration.eventStoreNamespace },
    {
      openSource: () => openEmbeddedLog(from),
      openTarget: () => openLog(configuration, () => undefined),
      sources: systemSources(),
      screen: process.stdout,
      signal,
    },
  );
