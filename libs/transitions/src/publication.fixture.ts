import { position } from '@app/event-store';
import type { Checkpoint } from './checkpoint.js';
import type { PublicRecord } from './public-record.js';
import type { PublishedRecord } from './published-topics.js';

export const OURS = 'ledger-1';

export const checkpoint = (at: number, ledgerId = OURS): Checkpoint => ({
  ledgerId,
  logId: `log of ${ledgerId}`,
  position: position(BigInt(at)),
});

export const record = (parts: Partial<PublicRecord>): PublicRecord => ({
  topic: 'transitions',
  key: 'run-0',
  headers: {},
  value: '{}',
  ...parts,
});

/** So many records with numbers of their own, of so many runs in turn; every third is for the other topic. */
export const numbered = (count: number, runs: number): readonly PublicRecord[] =>
  Array.from({ length: count }, (_, n) =>
    record({
      topic: n % 3 === 0 ? 'states' : 'transitions',
      key: `run-${n % runs}`,
      headers: { ce_id: String(n) },
    }),
  );

/** Nothing is missing, repeated, altered or in another order, of each run in each topic. */
export function expectSame(
  published: readonly PublishedRecord[],
  given: readonly PublicRecord[],
): void {
  expect(byRun(contentsOf(published))).toEqual(byRun(given));
}

export const contentsOf = (records: readonly PublishedRecord[]): readonly PublicRecord[] =>
  records.map(({ topic, key, headers, value }) => ({ topic, key, headers, value }));

function byRun(records: readonly PublicRecord[]): ReadonlyMap<string, readonly PublicRecord[]> {
  const runs = new Map<string, PublicRecord[]>();
  for (const one of records) {
    const run = `${one.topic} ${one.key}`;
    runs.set(run, [...(runs.get(run) ?? []), one]);
  }
  return new Map([...runs].sort(([a], [b]) => (a < b ? -1 : 1)));
}
