import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';
import { uuidBytes, uuidText } from './uuid.js';

export type StatePlace = Readonly<{ taskRunId: string; revision: bigint }>;

/** Where the event stands that set the state; null if there is none, or its run is gone. */
export async function locateState(db: Kysely<Tables>, stateId: string): Promise<StatePlace | null> {
  const place = await db
    .selectFrom('task_run_states')
    .innerJoin('task_runs', 'task_runs.number', 'task_run_states.run')
    .select(['task_runs.id', 'task_run_states.revision'])
    .where('task_run_states.id', '=', uuidBytes(stateId))
    .executeTakeFirst();
  return place === undefined ? null : { taskRunId: uuidText(place.id), revision: place.revision };
}
