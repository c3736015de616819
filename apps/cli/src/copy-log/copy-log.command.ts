import type { EventStore } from '@app/event-store';
import {
  copyLog,
  SourceRefused,
  TargetRefused,
  type CopyOptions,
  type CopyProgress,
  type CopyReport,
} from '@app/ledger';
import { numberText, progressWriter, spanText, type Screen } from '../progress-bar.js';

/** What the report names: where the ledger comes from, and under which name it stands in EventStoreDB. */
export type CopyLogOptions = Readonly<{ from: string; namespace: string }>;

export type OpenedStore = Readonly<{ store: EventStore; close(): Promise<void> }>;

export type CopyLogParts = Readonly<{
  openSource(): Promise<OpenedStore>;
  openTarget(): Promise<OpenedStore>;
  sources: CopyOptions['sources'];
  screen: Screen;
  signal: AbortSignal;
}>;

/**
 * Takes the ledger of a directory to EventStoreDB, and says what became of it.
 *
 * @throws DirectoryLocked, SourceRefused, TargetRefused, UnreadableLedger, OutcomeUnknown, StoreUnavailable, the signal's
 *   reason when it aborts
 */
export async function copyLogCommand(
  options: CopyLogOptions,
  { openSource, openTarget, sources, screen, signal }: CopyLogParts,
): Promise<void> {
  const begun = performance.now();
  const progress = stepsOn(screen);
  const source = await openSource();
  try {
    const target = await openTarget();
    try {
      const report = await copyLog(source.store, target.store, {
        sources,
        onProgress: progress.show,
        signal,
      });
      progress.end();
      screen.write(reportText(report, (performance.now() - begun) / 1000, options));
    } catch (error) {
      progress.end();
      if (progress.hasCopied() && !isRefused(error)) screen.write(GOES_ON);
      throw error;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

const GOES_ON = 'What was copied stays there: the same command goes on from it.\n';

const isRefused = (error: unknown): boolean =>
  error instanceof SourceRefused || error instanceof TargetRefused;

const STEPS: Readonly<Record<CopyProgress['step'], string>> = {
  'read-target': 'Reading what the target holds',
  'read-source': 'Reading the log and checking its hash chains',
  copy: 'Copying',
  check: 'Checking the copy',
};

type Steps = Readonly<{
  show: (progress: CopyProgress) => void;
  end: () => void;
  hasCopied: () => boolean;
}>;

/** Each step with its name on a line, and a bar where it is known how many events it has to pass. */
function stepsOn(screen: Screen): Steps {
  let step: CopyProgress['step'] | null = null;
  let begun = 0;
  let bar = progressWriter(screen, 'events');
  let copied = false;
  return {
    show({ step: now, events, total }) {
      if (now !== step) {
        bar.end();
        bar = progressWriter(screen, 'events');
        screen.write(`${STEPS[now]}\n`);
        step = now;
        begun = performance.now();
      }
      copied ||= now === 'copy';
      if (total === null) return;
      const seconds = (performance.now() - begun) / 1000;
      bar.show({ share: total === 0 ? 1 : events / total, count: events, seconds });
    },
    end: () => bar.end(),
    hasCopied: () => copied,
  };
}

function reportText(
  { identity, finishedBefore, events, streams, appended, placeholders }: CopyReport,
  seconds: number,
  { from, namespace }: CopyLogOptions,
): string {
  const done = finishedBefore
    ? 'The ledger was copied before, as a whole: nothing was changed.'
    : `${numberText(appended)} of ${numberText(events)} events were appended in ${spanText(seconds)}.`;
  return `${done}
${numberText(streams)} streams; ${numberText(placeholders)} events are empty and hidden, in place of those that the source hides.
It is log ${identity.logId} of ledger ${identity.ledgerId} from now on.
Set EVENTSTORE_URL to that address and EVENTSTORE_NAMESPACE to ${namespace}, and start the service.
${from} is as it was. Keep it, but start no service on it: what it writes there is not in the new log.
`;
}
