import { revision as toRevision, type Revision } from '@app/event-store';
import type { Micros, State } from '@app/orchestration';
import type { CachedState, StateCached } from '@app/task-run';
import type { Aggregate } from './log/aggregate.js';
import { untilNoConflict } from './log/attempts.js';
import { encodeMetadata } from './log/metadata.js';
import type { Cause } from './origin.js';
import type { Parts } from './parts.js';
import { stateAt } from './reads/state-at.js';
import { stateCacheStream } from './log/streams.js';

const KEPT = 100;
const TRUNCATED_EVERY = 50n;

/** The entries of one cache key, the newest first. */
const ENTRIES: Aggregate<readonly StateCached[], StateCached> = {
  empty: [],
  evolve: (entries, entry) => [entry, ...entries.slice(0, KEPT - 1)],
};

/**
 * The newest entry of a cache key that has not expired and whose run still has the state: an entry is made before
 * the state, which may then never have been set, or have gone with its run.
 */
export async function lookUp(parts: Parts, key: string, now: Micros): Promise<CachedState | null> {
  const { state: entries } = await parts.folds.current(stateCacheStream(key), ENTRIES);
  for (const { expiration, state, donor } of entries) {
    if (expiration !== null && expiration <= now) continue;
    const found = await stateAt(parts, donor.runId, donor.revision);
    if (found?.id === state.id) return { state, donor };
  }
  return null;
}

/** A result that others may take over, and the revision at which its state is about to be set. */
export type Entry = Readonly<{
  key: string;
  expiration: Micros | null;
  state: State;
  runId: string;
  revision: Revision;
}>;

/** Enters a result before its state is set. A conflict is only about the place among the entries: nothing is decided anew. */
export async function insert(parts: Parts, entry: Entry, cause: Cause): Promise<void> {
  const { store, folds, queues, sources } = parts;
  const stream = stateCacheStream(entry.key);
  const event: StateCached = {
    type: 'StateCached',
    expiration: entry.expiration,
    state: entry.state,
    donor: { runId: entry.runId, revision: entry.revision },
  };
  const insertOnce = async (): Promise<Revision> => {
    const folded = await folds.load(stream, ENTRIES);
    const additions = [{ event, metadata: encodeMetadata(cause) }];
    const extended = await folds.extend(stream, ENTRIES, folded, cause.commandId, additions);
    return extended.revision;
  };
  const revision = await queues.run(stream, () => untilNoConflict(insertOnce, sources.chance));
  if (revision >= KEPT && revision % TRUNCATED_EVERY === 0n) {
    await store.truncateBefore(stream, toRevision(revision - BigInt(KEPT) + 1n));
  }
}
