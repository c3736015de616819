import type { Position, Revision, StoredEvent } from '@app/event-store';
import { type Micros, type StateType, type Verdict } from '@app/orchestration';
import type { RefusalEvent, StateSet, TransitionRefused } from '@app/task-run';
import { TaskRunNotFound } from '../errors.js';
import { eventOf } from '../log/folds.js';
import { decodeMetadata, type Metadata } from '../log/metadata.js';
import type { Parts } from '../parts.js';
import { refusalsStream, taskRunStream } from '../log/streams.js';
import { TASK_RUN } from '../log/task-run-aggregate.js';

/** One decision about a run, or equal refusals in a row as one line. */
export type DecisionLine = Readonly<{
  id: string; // of the event
  revision: bigint; // of the run: the one that was written, or that was judged
  transition: number | null; // null: nothing was written
  stateId: string | null;
  from: StateType | null;
  proposed: Readonly<{ type: StateType; name: string }>;
  verdict: Verdict;
  rule: string | null;
  at: Micros; // as the next two; of a line of several, the last
  first: Micros;
  count: number;
  metadata: Metadata; // why; of the first
}>;

/**
 * All decisions about a run since its creation, granted and refused, in the order in which they were made.
 *
 * @throws TaskRunNotFound, StoreUnavailable
 */
export const readDecisions =
  (parts: Parts) =>
  async (id: string): Promise<Readonly<{ lines: readonly DecisionLine[]; position: Position }>> => {
    const { state: run, position } = await parts.folds.current(taskRunStream(id), TASK_RUN);
    if (!run.exists) throw new TaskRunNotFound(id);
    const granted = await grantedLines(parts, id, run.born as Revision);
    const refused = await refusedLines(parts, id, run.born);
    return { lines: [...granted, ...refused].sort(byRevision), position };
  };

// A refusal was decided at the revision that it names, hence after the grant that wrote it. The sort is stable.
const byRevision = (a: DecisionLine, b: DecisionLine): number => Number(a.revision - b.revision);

async function grantedLines({ store }: Parts, id: string, born: Revision): Promise<DecisionLine[]> {
  const lines: DecisionLine[] = [];
  for await (const stored of store.read(taskRunStream(id), born)) {
    const event = eventOf(stored);
    if (event.type === 'StateSet') lines.push(grantedLine(stored, event));
  }
  return lines;
}

function grantedLine(stored: StoredEvent, event: StateSet): DecisionLine {
  const metadata = decodeMetadata(stored.metadata);
  const { state, verdict, from, transition } = event;
  const at = state.timestamp;
  const { type = state.type, name = state.name } = metadata.proposal ?? {};
  const replaced = metadata.trace?.findLast(({ said }) => said === 'replace');
  return {
    id: stored.id,
    revision: stored.revision,
    transition,
    stateId: state.id,
    from,
    proposed: { type, name },
    verdict,
    rule: replaced?.rule ?? null,
    at,
    first: at,
    count: 1,
    metadata,
  };
}

async function refusedLines({ store }: Parts, id: string, born: bigint): Promise<DecisionLine[]> {
  const lines: DecisionLine[] = [];
  for await (const stored of store.read(refusalsStream(id))) {
    const event = eventOf(stored) as RefusalEvent;
    if (event.runRevision < born) continue;
    const last = lines.at(-1);
    if (last !== undefined && event.count > 1) lines[lines.length - 1] = again(last, event);
    else if (event.type === 'TransitionRefused') lines.push(refusedLine(stored, event));
  }
  return lines;
}

const refusedLine = (stored: StoredEvent, event: TransitionRefused): DecisionLine => ({
  id: stored.id,
  revision: event.runRevision,
  transition: null,
  stateId: null,
  from: event.from,
  proposed: event.proposed,
  verdict: event.verdict,
  rule: event.rule,
  at: event.at,
  first: event.first,
  count: event.count,
  metadata: decodeMetadata(stored.metadata),
});

const again = (line: DecisionLine, { at, count }: RefusalEvent): DecisionLine => ({
  ...line,
  at,
  count,
});
