import type { Extent } from '../published-topics.js';
import type { ExpectedRecords } from './expected-records.js';
import type { EventRange, TopicWalk } from './topic-walk.js';

/** Transitions that were looked for, and those among them that nobody can find any more. */
export type Sought = Readonly<{ transitions: number; expired: number }>;

/**
 * Finds the transitions that were not there when the topic was walked. Retention drops the begin of a partition: what lies
 * before the first record that it has left is no finding.
 *
 * @param extents of the topic, after the walk
 */
export function findMissingTransitions(
  walk: TopicWalk,
  expected: ExpectedRecords,
  judged: EventRange,
  extents: readonly Extent[],
): Sought {
  let transitions = 0;
  let expired = 0;
  for (let event = judged.from; event < judged.to; event += 1) {
    if (!expected.gives(event, 'transitions')) continue;
    transitions += 1;
    if (walk.hasSeen(event)) continue;
    const partition = walk.partitionOf(event);
    if (hasExpired(event, walk.firstOf(partition), extents[partition])) expired += 1;
    else walk.find('missing', event, { partition, offset: null });
  }
  return { transitions, expired };
}

const hasExpired = (event: number, left: number | null, extent: Extent | undefined): boolean =>
  extent !== undefined && extent.first > 0n && (left === null || event < left);
