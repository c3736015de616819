import { setTimeout as delay } from 'node:timers/promises';

/** Waits; the signal cuts it short. @param ms milliseconds */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
