import { Worker } from 'node:worker_threads';
import type { SharedPosition } from '@app/runtime';

/** What the thread in the background is told when it begins. */
export type BackgroundData = Readonly<{
  directory: string;
  logId: string;
  head: SharedArrayBuffer;
  shown: SharedArrayBuffer;
}>;

/** Why it stopped, if it did by itself. */
export type Stopped = Readonly<{ stopped: string }>;

/** The thread that lets the rows follow the log and keeps the log's WAL short. */
export type Background = Readonly<{
  stoppedBecause: () => string | null; // null while it goes on
  stopped: AbortSignal;
  end: () => Promise<void>;
}>;

/** Begins the thread, with connections of its own to the log and the read model. */
export function startBackground(
  directory: string,
  logId: string,
  head: SharedPosition,
  shown: SharedPosition,
): Background {
  const data: BackgroundData = { directory, logId, head: head.buffer, shown: shown.buffer };
  const worker = new Worker(new URL('./background.worker.js', import.meta.url), {
    workerData: data,
  });
  const stopped = new AbortController();
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const stop = (reason: string): void => {
    stopped.abort(reason);
  };
  worker.on('message', ({ stopped: reason }: Stopped) => stop(reason));
  worker.on('error', (error) => stop(error instanceof Error ? error.message : String(error)));
  worker.on('exit', () => stop('the thread has ended'));
  return {
    stoppedBecause: () => (stopped.signal.aborted ? String(stopped.signal.reason) : null),
    stopped: stopped.signal,
    async end() {
      worker.postMessage('end');
      await exited;
    },
  };
}
