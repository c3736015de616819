import { NO_STREAM, revision, WrongRevision } from '@app/event-store';
import { TooMuchContention } from '../errors.js';
import { untilNoConflict } from './attempts.js';

const conflict = () => new WrongRevision('s', NO_STREAM, revision(0n));

describe('work that may meet a conflict', () => {
  const failing = (times: number, error: () => Error) => {
    let attempts = 0;
    const work = async (): Promise<number> => {
      attempts += 1;
      if (attempts <= times) throw error();
      return attempts;
    };
    return { work, attempts: () => attempts };
  };

  it('is done anew after a known conflict', async () => {
    expect(await untilNoConflict(failing(4, conflict).work, () => 0)).toBe(5);
  });

  it('is given up after five', async () => {
    const { work, attempts } = failing(9, conflict);
    await expect(untilNoConflict(work, () => 0)).rejects.toThrow(TooMuchContention);
    expect(attempts()).toBe(5);
  });

  it('is not done anew after any other failure', async () => {
    const { work, attempts } = failing(1, () => new Error('boom'));
    await expect(untilNoConflict(work, () => 0)).rejects.toThrow('boom');
    expect(attempts()).toBe(1);
  });
});
