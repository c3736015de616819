import type { EventStore } from '@app/event-store';
import type { Admission } from './admission.js';
import { deleteTaskRun, renameTaskRun } from './change-task-run.js';
import { createTaskRun } from './create-task-run.js';
import { readDecisions } from './reads/decisions.js';
import { FoldCache } from './log/fold-cache.js';
import { Folds } from './log/folds.js';
import { openIdentity, type LedgerIdentity } from './log/identity.js';
import type { Sources } from './parts.js';
import { readState, readStates, readTaskRun } from './reads/read-task-run.js';
import { setTaskRunState } from './set-task-run-state.js';
import { StreamQueues } from './log/stream-queues.js';

/** The way in for everything that decides about task runs or reads one of them. */
export type Ledger = Readonly<{
  identity: LedgerIdentity;
  createTaskRun: ReturnType<typeof createTaskRun>;
  setTaskRunState: ReturnType<typeof setTaskRunState>;
  renameTaskRun: ReturnType<typeof renameTaskRun>;
  deleteTaskRun: ReturnType<typeof deleteTaskRun>;
  readTaskRun: ReturnType<typeof readTaskRun>;
  readStates: ReturnType<typeof readStates>;
  readState: ReturnType<typeof readState>;
  readDecisions: ReturnType<typeof readDecisions>;
}>;

export type LedgerOptions = Readonly<{
  sources: Sources;
  admission: Admission;
  shared: boolean; // whether other processes write to the store
  cachedCharacters: number; // of events behind the folds that are kept
}>;

/**
 * Opens the ledger in a store; an empty store becomes a new one.
 *
 * @throws UnreadableLedger, StoreUnavailable
 */
export async function openLedger(
  store: EventStore,
  { sources, admission, shared, cachedCharacters }: LedgerOptions,
): Promise<Ledger> {
  const identity = await openIdentity(store, sources);
  const folds = new Folds(store, new FoldCache(cachedCharacters), shared);
  const parts = { store, folds, queues: new StreamQueues(), sources };
  const admitted =
    <Arguments extends unknown[], T>(command: (...args: Arguments) => Promise<T>) =>
    (...args: Arguments): Promise<T> =>
      admission.run(() => command(...args));
  return {
    identity,
    createTaskRun: admitted(createTaskRun(parts)),
    setTaskRunState: admitted(setTaskRunState(parts)),
    renameTaskRun: admitted(renameTaskRun(parts)),
    deleteTaskRun: admitted(deleteTaskRun(parts)),
    readTaskRun: readTaskRun(parts),
    readStates: readStates(parts),
    readState: readState(parts),
    readDecisions: readDecisions(parts),
  };
}
