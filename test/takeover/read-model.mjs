import pg from 'pg';

/** The read model of a ledger as the database has it, read beside the service. */
export async function openReadModel({ DATABASE_URL: url, EVENTSTORE_NAMESPACE: namespace }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const shown = async () => {
    const { rows } = await client.query(
      `select generation, position from "${namespace}".generations join "${namespace}".shown using (generation)`,
    );
    return rows[0];
  };
  return {
    /** How far the rows have followed the log. */
    checkpoint: async () => BigInt((await shown()).position ?? -1),

    /** `{ id, revision }` of each state. */
    async states() {
      const { generation } = await shown();
      const { rows } = await client.query(
        `select id, revision from "${namespace}$${generation}".task_run_states`,
      );
      return rows.map(({ id, revision }) => ({ id, revision: BigInt(revision) }));
    },

    close: () => client.end(),
  };
}
