import type { Configuration, Logger, SharedPosition } from '@app/runtime';
import { startThread } from './thread.js';

/** What the thread in the background is told when it begins. */
export type BackgroundData = Readonly<{
  configuration: Configuration;
  logId: string;
  head: SharedArrayBuffer;
  shown: SharedArrayBuffer;
}>;

/** What the thread tells: why one of its parts does not do its work, or null once it does again. */
export type BackgroundMessage = Readonly<{ part: 'projector' | 'wal'; failure: string | null }>;

/** The thread that lets the rows follow the log and keeps the log's WAL short. */
export type Background = Readonly<{
  failure: () => string | null; // of the projector
  failing: () => AbortSignal; // is aborted when the projector stops following
  end: () => Promise<void>;
}>;

/** Begins the thread, which has connections of its own to the log and the read model. */
export function startBackground(
  data: Readonly<{
    configuration: Configuration;
    logId: string;
    head: SharedPosition;
    shown: SharedPosition;
  }>,
  logger: Logger,
): Background {
  const { head, shown } = data;
  const workerData: BackgroundData = { ...data, head: head.buffer, shown: shown.buffer };
  const file = new URL('./background.worker.js', import.meta.url);
  const { worker, end } = startThread(file, workerData);
  let failure: string | null = null;
  let failing = new AbortController();

  const hear = ({ part, failure: heard }: BackgroundMessage): void => {
    if (heard === null) logger.info({ part }, 'works again');
    else logger.error({ part, failure: heard }, 'does not work');
    if (part === 'wal') return; // the writer's own checkpoints bound the WAL
    failure = heard;
    if (heard === null) failing = new AbortController();
    else failing.abort();
  };
  worker.on('message', hear);
  worker.on('error', (error) => hear({ part: 'projector', failure: String(error) }));
  return { failure: () => failure, failing: () => failing.signal, end };
}
