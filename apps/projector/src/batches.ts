import {
  StoreUnavailable,
  type EventStore,
  type Position,
  type StoredEvent,
} from '@app/event-store';
import { taskRunEventOf } from '@app/ledger';
import {
  projectTaskRuns,
  type Checkpoint,
  type ReadModel,
  type RecordedTaskRunEvent,
} from '@app/read-model';

/** Events of the log that follow on each other, and the position that they lead to. */
export type Batch = Readonly<{
  events: readonly StoredEvent[];
  position: Position;
  caughtUp: boolean; // there is nothing more for now
}>;

/**
 * The events after a position, gathered until there are so many, or no more for now. What is gathered when the signal aborts
 * is left out.
 *
 * @throws StoreUnavailable also if the log is closed before
 */
export async function* inBatches(
  log: Pick<EventStore, 'subscribe'>,
  after: Position,
  signal: AbortSignal,
  largest: number,
): AsyncGenerator<Batch> {
  let events: StoredEvent[] = [];
  for await (const item of log.subscribe(after, signal)) {
    const caughtUp = 'caughtUp' in item;
    if (!caughtUp && events.push(item) < largest) continue;
    yield { events, position: item.position, caughtUp };
    events = [];
  }
  if (!signal.aborted) throw new StoreUnavailable('the log was closed');
}

/**
 * Writes what a batch does to the rows, and the checkpoint that it leads to, which is returned.
 *
 * @throws CheckpointMoved, UnreadableLedger, and what the read model throws
 */
export async function apply(
  readModel: ReadModel,
  { events, position }: Batch,
  after: Checkpoint | null,
  logId: string,
): Promise<Checkpoint> {
  const recorded = events.flatMap((stored): RecordedTaskRunEvent[] => {
    const event = taskRunEventOf(stored);
    return event === null ? [] : [event];
  });
  const at = { logId, position };
  await readModel.commit(projectTaskRuns(recorded), after, at);
  return at;
}
