import { createHook } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SharedPosition } from './shared-position.js';

const never = new AbortController().signal;

describe('a shared position', () => {
  it('begins before everything', () => {
    expect(new SharedPosition().value).toBe(-1n);
  });

  it('is one value to all that share its buffer', () => {
    const here = new SharedPosition();
    const there = new SharedPosition(here.buffer);
    here.advance(2n ** 60n + 1n);
    expect(there.value).toBe(2n ** 60n + 1n);
  });

  it('never goes backwards', () => {
    const position = new SharedPosition();
    position.advance(5n);
    position.advance(3n);
    expect(position.value).toBe(5n);
  });

  it('wakes who waits for what it has come to, and nobody else', async () => {
    const position = new SharedPosition();
    const far = new AbortController();
    const near = position.reached(2n, never);
    const beyond = position.reached(3n, far.signal);
    position.advance(1n);
    position.advance(2n);
    expect(await near).toBe(true);
    far.abort();
    expect(await beyond).toBe(false);
  });

  it('does not wait for what was reached long ago', async () => {
    const position = new SharedPosition();
    position.advance(7n);
    expect(await position.reached(7n, AbortSignal.abort())).toBe(true);
  });

  it('gives up when the signal aborts', async () => {
    const position = new SharedPosition();
    expect(await position.reached(1n, AbortSignal.timeout(5))).toBe(false);
    expect(await position.reached(1n, AbortSignal.abort())).toBe(false);
  });

  it('keeps its thread alive while somebody waits, and no longer', async () => {
    const begun: number[] = [];
    const ended = new Set<number>();
    const timers = createHook({
      init: (id, type) => {
        if (type === 'Timeout') begun.push(id);
      },
      destroy: (id) => ended.add(id),
    }).enable();
    try {
      const position = new SharedPosition();
      const waiting = position.reached(1n, never);
      const own = [...begun];
      expect(own).toHaveLength(1);
      await nextTurn();
      expect(own.filter((id) => ended.has(id))).toEqual([]);
      position.advance(1n);
      await waiting;
      await nextTurn();
      expect(own.filter((id) => ended.has(id))).toEqual(own);
    } finally {
      timers.disable();
    }
  });
});
