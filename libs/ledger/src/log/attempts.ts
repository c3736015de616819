import { WrongRevision } from '@app/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import { TooMuchContention } from '../errors.js';

const ATTEMPTS = 5;
const LONGEST_PAUSE = 20; // ms, after the first conflict; grows with each

/**
 * Does the work anew after a known conflict, which only other processes cause: after five, somebody else shall have the stream.
 *
 * @throws TooMuchContention, and whatever the work throws beside WrongRevision
 */
export async function untilNoConflict<T>(work: () => Promise<T>, chance: () => number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      if (attempt === ATTEMPTS) {
        throw new TooMuchContention(`${ATTEMPTS} conflicts in a row`, { cause: error });
      }
      await pause(chance() * attempt * LONGEST_PAUSE);
    }
  }
}
