import { openLogReader } from '@app/event-store';
import { readIdentity, UnreadableLedger, type LedgerIdentity } from '@app/ledger';
import type { Configuration } from '@app/runtime';

/** A log, open beside its writers, and what it holds. */
export type LogOfLedger = Awaited<ReturnType<typeof openLogReader>> &
  Readonly<{ identity: LedgerIdentity }>;

/** Opens the log that the settings name. @throws UnreadableLedger if it holds no ledger yet, StoreUnavailable */
export async function openLogOfLedger(configuration: Configuration): Promise<LogOfLedger> {
  const log = await openLogReader(configuration, null);
  try {
    const identity = await readIdentity(log.store);
    if (identity !== null) return { ...log, identity };
    throw new UnreadableLedger('the log that the settings name holds no ledger yet');
  } catch (error) {
    await log.close();
    throw error;
  }
}
