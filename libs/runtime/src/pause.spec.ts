import { pause } from './pause.js';

describe('a pause', () => {
  it('lasts so long', async () => {
    const begun = performance.now();
    await pause(30, new AbortController().signal);
    expect(performance.now() - begun).toBeGreaterThan(28);
  });

  it('is cut short by its signal', async () => {
    const ending = new AbortController();
    const waited = pause(60_000, ending.signal);
    ending.abort();
    await waited;
    await pause(60_000, ending.signal);
  });
});
