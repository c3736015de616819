import { setImmediate as nextTurn } from 'node:timers/promises';
import { Handoff } from './handoff.js';

describe('a handoff', () => {
  let handoff: Handoff<string>;
  beforeEach(() => {
    handoff = new Handoff();
  });

  it('passes items on in order, and lets who gives one wait until it is taken', async () => {
    const given: string[] = [];
    for (const item of ['a', 'b']) void handoff.give(item).then(() => given.push(item));
    await nextTurn();
    expect(given).toEqual([]);
    expect(await handoff.take()).toBe('a');
    await nextTurn();
    expect(given).toEqual(['a']);
    expect(await handoff.take()).toBe('b');
    await nextTurn();
    expect(given).toEqual(['a', 'b']);
  });

  it('lets who takes an item wait until one is given', async () => {
    const taken = handoff.take();
    expect(handoff.isAwaited).toBe(true);
    await handoff.give('a');
    expect(await taken).toBe('a');
    expect(handoff.isAwaited).toBe(false);
  });

  it('ends for both sides: what was not taken is dropped', async () => {
    const given = handoff.give('a');
    handoff.end();
    await given;
    await handoff.give('b');
    expect(await handoff.take()).toBeNull();
  });

  it('ends with the reason of a failure, the first that there is', async () => {
    const taken = handoff.take();
    handoff.fail(new Error('the first'));
    handoff.fail(new Error('the second'));
    await expect(taken).rejects.toThrow('the first');
    await expect(handoff.take()).rejects.toThrow('the first');
  });

  it('does not fail any more once it has ended', async () => {
    handoff.end();
    handoff.fail(new Error('late'));
    expect(await handoff.take()).toBeNull();
  });
});
