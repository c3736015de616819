import { StreamQueues } from './stream-queues.js';

/** Work that ends when it is told to. */
function work<T>(): {
  run: () => Promise<T>;
  end: (value: T) => void;
  fail: (error: Error) => void;
  begun: () => boolean;
} {
  let begun = false;
  let end!: (value: T) => void;
  let fail!: (error: Error) => void;
  const ended = new Promise<T>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  const run = (): Promise<T> => {
    begun = true;
    return ended;
  };
  return { run, end, fail, begun: () => begun };
}

describe('the queues of streams', () => {
  it('let work for a stream wait for the earlier work for it', async () => {
    const queues = new StreamQueues();
    const [first, second] = [work<string>(), work<string>()];
    const answers = [queues.run('a', first.run), queues.run('a', second.run)];
    expect([first.begun(), second.begun()]).toEqual([true, false]);
    first.end('one');
    expect(await answers[0]).toBe('one');
    second.end('two');
    expect(await answers[1]).toBe('two');
  });

  it('let work for other streams go on', () => {
    const queues = new StreamQueues();
    const [first, second] = [work<string>(), work<string>()];
    void queues.run('a', first.run);
    void queues.run('b', second.run);
    expect(second.begun()).toBe(true);
  });

  it('go on after work that failed, and tell its caller alone', async () => {
    const queues = new StreamQueues();
    const [first, second] = [work<string>(), work<string>()];
    const answers = [queues.run('a', first.run), queues.run('a', second.run)];
    first.fail(new Error('boom'));
    second.end('two');
    await expect(answers[0]).rejects.toThrow('boom');
    expect(await answers[1]).toBe('two');
  });
});
