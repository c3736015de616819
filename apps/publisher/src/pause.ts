import { setTimeout as delay } from 'node:timers/promises';

/** Waits. @param ms milliseconds @throws the signal's reason when it aborts before */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}
