import { revision as toRevision } from '@app/event-store';
import type { Verdict } from '@app/orchestration';
import type { Refusal, RefusalEvent, TaskRun, TransitionRefused } from '@app/task-run';
import type { Aggregate, Folded } from './log/aggregate.js';
import { untilNoConflict } from './log/attempts.js';
import type { Extended } from './log/folds.js';
import { encodeMetadata, type DecisionRecord } from './log/metadata.js';
import type { Cause } from './origin.js';
import type { Parts } from './parts.js';
import { refusalsStream } from './log/streams.js';

/** The last refusal of a run with the number of equal ones in a row; null if there was none. */
export type LastRefusal = TransitionRefused | null;

const REFUSALS: Aggregate<LastRefusal, RefusalEvent> = {
  empty: null,
  evolve(last, event) {
    switch (event.type) {
      case 'TransitionRefused':
        return event;
      case 'RefusalRepeated':
        return last === null ? null : { ...last, count: event.count };
    }
  },
};

/** Of equal refusals in a row this one is told in full again, so that truncation orphans none. */
const FULL_EVERY = 500;

const KEPT = 1_000n;
const TRUNCATED_EVERY = 100n;

/** Records in the run's stream of refusals that a proposal was not granted; an equal one in a row takes a short event. */
export async function recordRefusal(
  { store, folds, queues, sources }: Parts,
  run: Folded<TaskRun>,
  refusal: Refusal,
  cause: Cause,
  record: DecisionRecord,
): Promise<Extended<LastRefusal>> {
  const stream = refusalsStream(run.state.id);
  // A conflict here changes nothing of what was decided: only the place of the record.
  const recordOnce = async (): Promise<Extended<LastRefusal>> => {
    const folded = await folds.load(stream, REFUSALS);
    const event = following(folded.state, refusal, run.revision);
    const metadata = encodeMetadata(cause, event.type === 'TransitionRefused' ? record : undefined);
    return folds.extend(stream, REFUSALS, folded, cause.commandId, [{ event, metadata }]);
  };
  const recorded = await queues.run(stream, () => untilNoConflict(recordOnce, sources.chance));
  const { revision } = recorded;
  if (revision > KEPT && revision % TRUNCATED_EVERY === 0n) {
    await store.truncateBefore(stream, toRevision(revision - KEPT + 1n));
  }
  return recorded;
}

function following(last: LastRefusal, refusal: Refusal, runRevision: bigint): RefusalEvent {
  const { at } = refusal;
  if (last === null || !areEqual(last, refusal, runRevision)) {
    return { ...refusal, runRevision, first: at, count: 1 };
  }
  const { first } = last;
  const count = last.count + 1;
  return count % FULL_EVERY === 0
    ? { ...refusal, runRevision, first, count }
    : { type: 'RefusalRepeated', runRevision, at, first, count };
}

const areEqual = (last: TransitionRefused, refusal: Refusal, runRevision: bigint): boolean =>
  last.runRevision === runRevision &&
  last.rule === refusal.rule &&
  last.proposed.type === refusal.proposed.type &&
  reasonOf(last.verdict) === reasonOf(refusal.verdict);

const reasonOf = (verdict: Verdict): string => (verdict.status === 'ACCEPT' ? '' : verdict.reason);
