import { createHash } from 'node:crypto';
import pg from 'pg';

/** A digest of the rows that a database shows of a ledger, whatever numbers they have, and how far they have followed. */
export const digestOfRows = (url, namespace) =>
  reading(url, async (client) => {
    const { generation, position } = await shownIn(client, namespace);
    const schema = `"${namespace}$${generation}"`;
    const digest = createHash('sha256');
    let runs = 0;
    for (const query of [RUNS, TAGS, STATES]) {
      const { rows } = await client.query(query.replaceAll('$schema', schema));
      if (query === RUNS) runs = rows.length;
      for (const { line } of rows) digest.update(`${line}\n`);
    }
    return { digest: digest.digest('hex'), position, runs, generation };
  });

/** How far the rows have followed the log. */
export const positionOfRows = (url, namespace) =>
  reading(url, async (client) => (await shownIn(client, namespace)).position);

async function reading(url, read) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    return await read(client);
  } finally {
    await client.end();
  }
}

async function shownIn(client, namespace) {
  const { rows } = await client.query(
    `select generation, position from "${namespace}".generations join "${namespace}".shown using (generation)`,
  );
  const [{ generation, position }] = rows;
  return { generation, position: BigInt(position ?? -1) };
}

const RUNS = `select (to_jsonb(run) - 'number')::text as line from $schema.task_runs as run order by id`;
const TAGS = `select tag || ' ' || id as line from $schema.task_run_tags as tagged join $schema.task_runs on number = run order by 1`;
const STATES = `select state.id || ' ' || task_runs.id || ' ' || revision as line from $schema.task_run_states as state join $schema.task_runs on number = run order by 1`;
