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
    const before = timers();
    const position = new SharedPosition();
    const waiting = position.reached(1n, never);
    expect(timers()).toBe(before + 1);
    position.advance(1n);
    await waiting;
    expect(timers()).toBeLessThanOrEqual(before); // others of the process may have run out meanwhile
  });
});

const timers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
