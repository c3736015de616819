import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

describe('a server that is killed at random moments', () => {
  it('keeps what it answered, once, and shows nothing else', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['test/kill/run.mjs', '--rounds', '5'],
      { timeout: 110_000 },
    );
    expect(stdout).toMatch(/\n0 violations\n$/);
  }, 120_000);
});
