import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { withDeadline } from './with-deadline.js';

const untilOver = (over: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    over.addEventListener('abort', () => resolve(over.reason));
  });

describe('a task with a deadline', () => {
  it('gives what it gives', async () => {
    expect(await withDeadline(60_000, [], async () => 'done')).toBe('done');
  });

  it('is over in time, also where memory is collected meanwhile', async () => {
    setFlagsFromString('--expose_gc');
    const collect = runInNewContext('gc') as () => void;
    const reason = await withDeadline(50, [new AbortController().signal], (over) => {
      const ended = untilOver(over);
      setImmediate(collect);
      return ended;
    });
    expect(reason).toEqual(new Error('timed out after 50 ms'));
  });

  it('is over with each of its signals', async () => {
    const closing = new AbortController();
    const task = withDeadline(60_000, [new AbortController().signal, closing.signal], untilOver);
    closing.abort('closed');
    expect(await task).toBe('closed');
  });
});
