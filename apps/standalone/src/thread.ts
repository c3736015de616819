import { Worker } from 'node:worker_threads';

/** A thread that works until it is told to end. */
export type Thread = Readonly<{ worker: Worker; end: () => Promise<void> }>;

export function startThread(file: URL, workerData: unknown): Thread {
  const worker = new Worker(file, { workerData });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  return {
    worker,
    async end() {
      worker.postMessage('end');
      await exited;
    },
  };
}
