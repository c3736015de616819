import type { EventStore, Position } from '@app/event-store';
import { rebuild, type RebuildProgress } from '@app/projector';
import type { ReadModelDraft } from '@app/read-model';
import {
  numberText,
  perSecond,
  progressWriter,
  spanText,
  type Progress,
  type Screen,
} from '../progress-bar.js';

/** The log of a ledger, open beside its writers. */
export type LogOfLedger = Readonly<{
  store: Pick<EventStore, 'subscribe'>;
  logId: string;
  last: () => Promise<Position>;
  close: () => Promise<void>;
}>;

export type RebuildCommandParts = Readonly<{
  openLog: () => Promise<LogOfLedger>;
  openDraft: () => Promise<ReadModelDraft>;
  screen: Screen;
  signal: AbortSignal;
}>;

/**
 * Builds the read model anew beside the one that is shown, which serves meanwhile, and says what became of it.
 *
 * @throws DraftExists, StoreUnavailable, UnreadableLedger, what the read model throws, the signal's reason when it aborts
 */
export async function rebuildCommand({
  openLog,
  openDraft,
  screen,
  signal,
}: RebuildCommandParts): Promise<void> {
  const log = await openLog();
  try {
    const last = await log.last();
    const draft = await openDraft();
    const bar = progressWriter(screen, 'events');
    const onProgress = (progress: RebuildProgress): void => bar.show(towards(last, progress));
    const parts = { log: log.store, logId: log.logId, draft, onProgress, now };
    try {
      const rebuilt = await rebuild(parts, signal).finally(() => bar.end());
      screen.write(reportText(rebuilt));
    } catch (error) {
      screen.write(STAYS);
      throw error;
    }
  } finally {
    await log.close();
  }
}

const now = (): number => performance.now();

const STAYS = 'The read model is as it was.\n';

const reportText = ({ events, seconds }: RebuildProgress): string =>
  `The read model was built anew from ${numberText(events)} events in ${spanText(seconds)}, ` +
  `${numberText(perSecond(events, seconds))} events/s, and is shown now.\n`;

/** How far it has come on the way to where the log ended at the begin; the log may go on meanwhile. */
const towards = (last: Position, { position, events, seconds }: RebuildProgress): Progress => ({
  share: last > 0n ? Number(position) / Number(last) : 1,
  count: events,
  seconds,
});
