const PATIENCE = 1_000; // ms that a process may take to answer

/**
 * What a process counts of its publishing: transactions, records, interruptions and fences so far, and how many positions
 * it is behind.
 *
 * @throws if it does not answer
 */
export async function countsOf({ base }) {
  const url = new URL('/metrics', base);
  const text = await (await fetch(url, { signal: AbortSignal.timeout(PATIENCE) })).text();
  const counts = Object.fromEntries(
    [...text.matchAll(COUNT)].map(([, name, count]) => [name, Number(count)]),
  );
  const { lag_positions: lag, transactions, records, interruptions, fences } = counts;
  return { lag, transactions, records, interruptions, fences };
}

const COUNT = /^runledger_publication_(\w+?)(?:_total)? (\d+)$/gm;
