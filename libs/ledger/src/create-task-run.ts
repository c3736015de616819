import { WrongRevision, type Position, type Revision } from '@app/event-store';
import { defaultName, NO_DETAILS, type ProposedState } from '@app/orchestration';
import {
  decide,
  randomName,
  type CreateTaskRun,
  type KeyReserved,
  type TaskRun,
} from '@app/task-run';
import type { Aggregate, Folded } from './log/aggregate.js';
import { untilNoConflict } from './log/attempts.js';
import { IntegrityConflict } from './errors.js';
import { gatherFacts } from './facts.js';
import { encodeMetadata } from './log/metadata.js';
import type { Cause, Origin } from './origin.js';
import type { Parts } from './parts.js';
import { recordGrant } from './record-grant.js';
import { taskRunKeyStream, taskRunStream, type NaturalKey } from './log/streams.js';
import { TASK_RUN } from './log/task-run-aggregate.js';

/** The run that has the natural key, made by this call or found. */
export type Creation = Readonly<{
  run: TaskRun;
  created: boolean;
  decisionId: string | null; // of the event that set the first state; null if the run was found
  revision: Revision;
  position: Position; // of the last event of the run
}>;

const KEY: Aggregate<KeyReserved | null, KeyReserved> = {
  empty: null,
  evolve: (_, event) => event,
};

/**
 * Creates a task run, or finds the one that has its natural key. The key is reserved before the run is made: dying in
 * between leaves a promise, which the next call with that key keeps.
 *
 * @throws IntegrityConflict if the id is another run's or the flow run unknown, TooMuchContention, StoreUnavailable, EventTooLarge
 */
export const createTaskRun =
  (parts: Parts) =>
  async (command: CreateTaskRun, origin: Origin): Promise<Creation> => {
    if (command.flowRunId !== null) {
      throw new IntegrityConflict(`there is no flow run ${command.flowRunId}`);
    }
    const stream = taskRunKeyStream(command);
    const cause = { commandId: parts.sources.newCommandId(), origin };
    const attempt = (): Promise<Creation> => createOnce(parts, stream, command, cause);
    return parts.queues.run(stream, () => untilNoConflict(attempt, parts.sources.chance));
  };

async function createOnce(
  parts: Parts,
  stream: string,
  command: CreateTaskRun,
  cause: Cause,
): Promise<Creation> {
  const key = await parts.folds.load(stream, KEY);
  const kept = key.state && (await keep(parts, key.state, command, cause));
  if (kept !== null) {
    if (!kept.created) await parts.folds.prove(stream, KEY, key);
    return kept;
  }
  const promise = await reserve(parts, stream, key, command, cause);
  const made = await keep(parts, promise, command, cause);
  if (made !== null) return made;
  const run = await parts.folds.load(taskRunStream(promise.runId), TASK_RUN);
  throw new WrongRevision(taskRunStream(promise.runId), promise.at as Revision, run.revision);
}

/** The run that was promised, as it is or made now; null if its stream has gone another way. */
function keep(
  parts: Parts,
  { runId, at }: KeyReserved,
  command: CreateTaskRun,
  cause: Cause,
): Promise<Creation | null> {
  const stream = taskRunStream(runId);
  return parts.queues.run(stream, async () => {
    const run = await parts.folds.load(stream, TASK_RUN);
    if (run.state.exists && hasKey(run.state, command)) {
      await parts.folds.prove(stream, TASK_RUN, run);
      const { state, revision, position } = run;
      return { run: state, created: false, decisionId: null, revision, position };
    }
    return run.revision === at ? create(parts, run, runId, command, cause) : null;
  });
}

const hasKey = (run: TaskRun, { flowRunId, taskKey, dynamicKey }: NaturalKey): boolean =>
  run.flowRunId === flowRunId && run.taskKey === taskKey && run.dynamicKey === dynamicKey;

/** Promises the key to a run that does not exist yet: under the id that the caller chose, or a new one. */
async function reserve(
  parts: Parts,
  stream: string,
  key: Folded<KeyReserved | null>,
  { id }: CreateTaskRun,
  cause: Cause,
): Promise<KeyReserved> {
  const runId = id ?? parts.sources.newRunId();
  const run = await parts.folds.load(taskRunStream(runId), TASK_RUN);
  if (run.state.exists) {
    await parts.folds.prove(taskRunStream(runId), TASK_RUN, run);
    await parts.folds.prove(stream, KEY, key); // it may have been made under this very key a moment ago
    throw new IntegrityConflict(`the id ${runId} is in use`);
  }
  const event: KeyReserved = { type: 'KeyReserved', runId, at: run.revision };
  const additions = [{ event, metadata: encodeMetadata(cause) }];
  await parts.folds.extend(stream, KEY, key, cause.commandId, additions);
  return event;
}

async function create(
  parts: Parts,
  stream: Folded<TaskRun>,
  id: string,
  { state, ...fields }: CreateTaskRun,
  cause: Cause,
): Promise<Creation> {
  const proposal = { state: state ?? PENDING, force: true };
  const facts = await gatherFacts(parts, proposal);
  const creation = { ...fields, id, name: fields.name || randomName(facts.chance) };
  const command = { command: 'CreateTaskRun', creation, state: proposal.state } as const;
  const decision = decide(command, stream.state, facts);
  if (decision.outcome !== 'granted') throw new Error(`a first state was ${decision.outcome}`);
  const recorded = await recordGrant(parts, stream, { decision, proposal, facts }, cause);
  const { revision, position, ids } = recorded;
  const run = { ...recorded.state, state: decision.answer };
  return { run, created: true, decisionId: ids.at(-1) ?? null, revision, position };
}

const PENDING: ProposedState = {
  type: 'PENDING',
  name: defaultName('PENDING'),
  message: null,
  data: null,
  details: NO_DETAILS,
};
