import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findPostgresql } from '../servers/postgresql.mjs';

const { DATABASE_URL } = process.env;
const reason = DATABASE_URL || findPostgresql() !== null ? null : 'DATABASE_URL is not set';
if (reason !== null)
  console.log(`the fault run is skipped: ${reason}, and PostgreSQL is not installed`);

(reason === null ? describe : describe.skip)('two replicas while faults are done to them', () => {
  it('keep what they answered, once, and show the same', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['test/faults/run.mjs', '--faults', '12'],
      { timeout: 230_000 },
    );
    expect(stdout).toMatch(/\n0 violations\n$/);
  }, 240_000);
});
