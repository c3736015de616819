import { createHash } from 'node:crypto';
import pg from 'pg';

/** A digest of the rows that a database shows of a ledger, whatever numbers they have, and how far they have followed. */
export async function digestOfRows(url, namespace) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    const { rows } = await client.query(
      `select generation, position from "${namespace}".generations join "${namespace}".shown using (generation)`,
    );
    const [{ generation, position }] = rows;
    const schema = `"${namespace}$${generation}"`;
    const digest = createHash('sha256');
    let runs = 0;
    for (const query of [RUNS, TAGS, STATES]) {
      const found = await client.query(query.replaceAll('$schema', schema));
      if (query === RUNS) runs = found.rows.length;
      for (const { line } of found.rows) digest.update(`${line}\n`);
    }
    return { digest: digest.digest('hex'), position: BigInt(position), runs, generation };
  } finally {
    await client.end();
  }
}

const RUNS = `select (to_jsonb(run) - 'number')::text as line from $schema.task_runs as run order by id`;
const TAGS = `select tag || ' ' || id as line from $schema.task_run_tags as tagged join $schema.task_runs on number = run order by 1`;
const STATES = `select state.id || ' ' || task_runs.id || ' ' || revision as line from $schema.task_run_states as state join $schema.task_runs on number = run order by 1`;
