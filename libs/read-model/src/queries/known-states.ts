import { STATE_TYPES, type StateType } from '@app/orchestration';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export type KnownState = Readonly<{ type: StateType; name: string }>;

/** The states that runs are in, by type and name, one look at an index for each; null if they are too many to ask for one by one. */
export async function knownStates(db: Kysely<Tables>): Promise<readonly KnownState[] | null> {
  const states: KnownState[] = [];
  for (const type of [...STATE_TYPES].sort()) {
    let name = await firstName(db, type, null);
    while (name !== null) {
      if (states.length === MANY) return null;
      states.push({ type, name });
      name = await firstName(db, type, name);
    }
  }
  return states;
}

const MANY = 50; // callers name states as they like

async function firstName(
  db: Kysely<Tables>,
  type: StateType,
  after: string | null,
): Promise<string | null> {
  const first = await db
    .selectFrom('task_runs')
    .select('state_name')
    .where('state_type', '=', type)
    .$if(after !== null, (runs) => runs.where('state_name', '>', after))
    .orderBy('state_name')
    .limit(1)
    .executeTakeFirst();
  return first?.state_name ?? null;
}
