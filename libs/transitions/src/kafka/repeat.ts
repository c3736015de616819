import { pause } from '@app/runtime';
import { isDenied } from './failure.js';
import { unlessAborted } from './unless-aborted.js';

const PAUSE = 200; // ms

/**
 * What an attempt gives at last: brokers that start, end or choose a leader refuse what they take a little later.
 *
 * @throws why the last attempt failed, once the signal aborts; at once what the brokers deny
 */
export async function repeat<T>(over: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  let failure: unknown = over.reason;
  while (!over.aborted) {
    try {
      return await unlessAborted(over, attempt());
    } catch (error) {
      if (isDenied(error)) throw error;
      if (error !== over.reason) failure = error;
    }
    await pause(PAUSE, over);
  }
  throw failure ?? over.reason;
}
