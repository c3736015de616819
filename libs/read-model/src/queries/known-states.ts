import type { StateType } from '@app/orchestration';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export type KnownState = Readonly<{ type: StateType; name: string }>;

/** The states that runs are in, one look at an index for each; null if they are too many to ask for one by one. */
export async function knownStates(db: Kysely<Tables>): Promise<readonly KnownState[] | null> {
  const states: KnownState[] = [];
  for (let next = await stateAfter(db, null); next !== null; next = await stateAfter(db, next)) {
    if (states.length === MANY) return null;
    states.push(next);
  }
  return states;
}

const MANY = 50; // callers name states as they like

async function stateAfter(db: Kysely<Tables>, last: KnownState | null): Promise<KnownState | null> {
  const next = await db
    .selectFrom('task_runs')
    .select(['state_type', 'state_name'])
    .where(({ eb, refTuple, tuple }) =>
      last === null
        ? eb('state_type', 'is not', null)
        : eb(refTuple('state_type', 'state_name'), '>', tuple(last.type, last.name)),
    )
    .orderBy('state_type')
    .orderBy('state_name')
    .limit(1)
    .$narrowType<{ state_type: StateType; state_name: string }>()
    .executeTakeFirst();
  return next === undefined ? null : { type: next.state_type, name: next.state_name };
}
