/**
 * Where the rows of states are not what the streams say, as sentences.
 *
 * @param rows `{ id, revision }` of each state in the read model
 * @param streams the events of the log by stream, each stream in order
 */
export function strayRows(rows, streams) {
  const written = new Map(); // revision by state id
  for (const { type, data, revision } of [...streams.values()].flat())
    if (type === 'StateSet') written.set(JSON.parse(data).state.id, revision);
  const missed = new Map(written);
  for (const { id } of rows) missed.delete(id);
  return [
    ...[...missed].map(([id, revision]) => `state ${id} of revision ${revision} was missed`),
    ...rows
      .filter(({ id, revision }) => written.get(id) !== revision)
      .map(({ id, revision }) =>
        written.has(id)
          ? `state ${id} has revision ${revision}, its stream ${written.get(id)}`
          : `state ${id} is in no stream`,
      ),
    ...(new Set(rows.map(({ id }) => id)).size === rows.length ? [] : ['a state is there twice']),
  ];
}
