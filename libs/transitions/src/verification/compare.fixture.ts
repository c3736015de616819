import type { PublicRecord } from '../public-record.js';
import type { Extent, PublishedRecord } from '../published-topics.js';
import type { PublicTopic } from '../topics.js';
import { CurrentStates } from './current-states.js';
import { ExpectedRecords } from './expected-records.js';
import type { Finding } from './finding.js';
import { LaterRecords } from './later-records.js';
import { findMissingTransitions } from './missing-transitions.js';
import { partitionOf } from './partition-of.js';
import { TopicWalk, type EventRange } from './topic-walk.js';

/** An event of a log: a run's next transition, or its end. */
export type Lived = Readonly<{ run: number; isDeletion?: boolean }>;

export const eventId = (nth: number): string => uuid('e0000000', nth);
const runId = (nth: number): string => uuid('a0000000', nth);

const uuid = (begin: string, nth: number): string =>
  `${begin}-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`;

/** The records that the log gives to a topic, each with the number of its event. */
export function recordsOf(log: readonly Lived[], topic: PublicTopic): readonly PublicRecord[] {
  return log.flatMap(({ run, isDeletion = false }, nth) =>
    isDeletion && topic === 'transitions'
      ? []
      : [
          {
            topic,
            key: runId(run),
            headers: {
              ce_id: topic === 'states' ? `${eventId(nth)}:state` : eventId(nth),
              ce_source: 'urn:runledger:ours',
            },
            value: isDeletion ? null : `{"n":${nth}}`,
          },
        ],
  );
}

export function expectedOf(log: readonly Lived[]): ExpectedRecords {
  const expected = new ExpectedRecords();
  const all = [...recordsOf(log, 'transitions'), ...recordsOf(log, 'states')];
  log.forEach(({ run }, nth) => {
    const id = eventId(nth);
    const records = all.filter(({ headers }) => headers.ce_id?.startsWith(id));
    expected.add({ id, taskRunId: runId(run) }, records);
  });
  return expected;
}

/** Records as they are published in this order, each where its key belongs. */
export function published(
  records: readonly PublicRecord[],
  partitions: number,
): readonly PublishedRecord[] {
  const ends = new Map<number, bigint>();
  return records.map((record) => {
    const partition = partitionOf(record.key, partitions);
    const offset = ends.get(partition) ?? 0n;
    ends.set(partition, offset + 1n);
    return { ...record, partition, offset };
  });
}

/** What is in the topics of a log, and what of it is judged. */
export type Compared = Readonly<{
  log: readonly Lived[];
  partitions: number;
  transitions: readonly PublishedRecord[];
  states: readonly PublishedRecord[];
  judged?: EventRange;
  extents?: readonly Extent[]; // of the transitions
  later?: readonly PublicRecord[]; // what the log gives by now
}>;

export type Comparison = Readonly<{ findings: readonly Finding[]; expired: number }>;

export function compare({
  log,
  partitions,
  transitions,
  states,
  judged = { from: 0, to: log.length },
  extents = [],
  later = [],
}: Compared): Comparison {
  const expected = expectedOf(log);
  const transitionsWalk = new TopicWalk('transitions', partitions, expected, judged);
  for (const record of transitions) transitionsWalk.pass(record);
  const current = new CurrentStates(expected);
  const statesWalk = new TopicWalk('states', partitions, expected, judged);
  for (const record of states) {
    const event = statesWalk.pass(record);
    if (event !== null) current.pass(record, event);
  }
  const laterRecords = new LaterRecords([transitionsWalk, statesWalk], current);
  laterRecords.pass(later);
  laterRecords.findUnexpected('urn:runledger:ours');
  const { expired } = findMissingTransitions(transitionsWalk, expected, judged, extents);
  current.findOld(statesWalk, judged);
  return { findings: [...transitionsWalk.findings, ...statesWalk.findings], expired };
}

/** Findings as short texts: kind and number of the event, in order. */
export const told = ({ findings }: Comparison): readonly string[] =>
  findings
    .map(({ kind, topic, eventId: id }) => `${kind} ${topic} ${parseInt(id.slice(24, 36), 16)}`)
    .sort();
