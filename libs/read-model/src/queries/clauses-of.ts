import { STATE_TYPES } from '@app/orchestration';
import { sql } from 'kysely';
import type { Selection, TaskRunFilter, TimeFilter } from '../task-run-queries.js';
import { allHold, checked, indexed, onRun, type Clause } from './clause.js';
import { foldCase } from './fold-case.js';
import type { Spelling } from './spelling.js';

/** What a run must fulfil to be selected: all of the clauses (4.6). */
export function clausesOf({ filter, inFlow }: Selection, spelling: Spelling): readonly Clause[] {
  const members = filter === null ? [] : membersOf(filter, spelling);
  return [
    ...(filter?.operator === 'or_' ? either(members) : members.flat()),
    ...(inFlow ? [NEVER] : []), // no flow run exists yet
  ];
}

const membersOf = (filter: TaskRunFilter, spelling: Spelling): readonly (readonly Clause[])[] => [
  ofIds(filter.id, spelling),
  ofName(filter.name, spelling),
  ofTags(filter.tags),
  ofState(filter.state, spelling),
  ofTime('start_time', filter.startTime),
  ofTime('end_time', filter.endTime),
  ofTime('expected_start_time', filter.expectedStartTime),
  ofSubflows(filter.isSubflowParent),
  ofFlowRun(filter.flowRunId, spelling),
];

/** One clause that holds where all clauses of one member do. A member without clauses is none. */
function either(members: readonly (readonly Clause[])[]): readonly Clause[] {
  const present = members.filter((member) => member.length > 0);
  if (present.length === 0) return [];
  return [checked((column) => onRun.or(present.map((member) => allHold(member, column))))];
}

const ALWAYS = checked(() => onRun.lit(true));
const NEVER = indexed('number', () => onRun.lit(false));

const ofIds = (ids: TaskRunFilter['id'], { isOneOfIds }: Spelling): readonly Clause[] =>
  ids === null ? [] : [indexed('id', (column) => isOneOfIds(column('id'), ids))];

function ofName(name: TaskRunFilter['name'], { isOneOf }: Spelling): readonly Clause[] {
  const any = name?.any ?? null;
  const like = name?.like ?? '';
  return [
    ...(any === null ? [] : [indexed('name', (column) => isOneOf(column('name'), any))]),
    ...(like === '' ? [] : [ofPattern(`%${foldCase(like)}%`)]),
  ];
}

/** Backslash escapes; one at the end of the wanted text takes the last percent sign (Errata 17). */
const ofPattern = (pattern: string): Clause =>
  checked((column) => sql`${column('name_folded')} like ${pattern} escape '\\'`);

function ofTags(tags: TaskRunFilter['tags']): readonly Clause[] {
  if (tags === null) return [];
  const wanted = [...new Set(tags.all)].map(ofTag);
  const tagged = tags.isNull === null ? [] : [ofTagged(!tags.isNull)];
  return tags.operator === 'or_' ? either([wanted, tagged]) : [...wanted, ...tagged];
}

const ofTag = (tag: string): Clause => ({
  about: null,
  holds: (column) =>
    onRun.exists(
      onRun
        .selectFrom('task_run_tags')
        .select('run')
        .where('tag', '=', tag)
        .whereRef('run', '=', column('number')),
    ),
  found: onRun.selectFrom('task_run_tags').select('run as number').where('tag', '=', tag),
});

const ofTagged = (tagged: boolean): Clause =>
  indexed('tagged', (column) => onRun(column('tagged'), '=', tagged ? 1n : 0n));

function ofState(state: TaskRunFilter['state'], spelling: Spelling): readonly Clause[] {
  const types = state?.types ?? null;
  const names = state?.names ?? null;
  if (state?.operator === 'or_')
    return either([ofStates(types, null, spelling), ofStates(null, names, spelling)]);
  return ofStates(types, names, spelling);
}

/** Names alone are looked up under every type: so one index serves both. */
function ofStates(
  types: readonly string[] | null,
  names: readonly string[] | null,
  { isOneOf }: Spelling,
): readonly Clause[] {
  if (types === null && names === null) return [];
  return [
    indexed('state_type', (column) =>
      onRun.and([
        isOneOf(column('state_type'), types ?? STATE_TYPES),
        ...(names === null ? [] : [isOneOf(column('state_name'), names)]),
      ]),
    ),
  ];
}

type TimeColumn = 'start_time' | 'end_time' | 'expected_start_time';

function ofTime(name: TimeColumn, time: TimeFilter | null): readonly Clause[] {
  if (time === null) return [];
  const { before, after, isNull } = time;
  if (before === null && after === null && isNull === null) return [];
  return [
    indexed(name, (column) =>
      onRun.and([
        ...(after === null ? [] : [onRun(column(name), '>=', after)]),
        ...(before === null ? [] : [onRun(column(name), '<=', before)]),
        ...(isNull === null ? [] : [onRun(column(name), isNull ? 'is' : 'is not', null)]),
      ]),
    ),
  ];
}

function ofSubflows(isSubflowParent: boolean | null): readonly Clause[] {
  if (isSubflowParent === null) return [];
  return [isSubflowParent ? NEVER : ALWAYS]; // no flow run exists yet
}

/** Asked for runs without a flow run the list is ignored; else it outweighs "with a flow run" (4.6). */
function ofFlowRun(
  flowRunId: TaskRunFilter['flowRunId'],
  { isOneOfIds }: Spelling,
): readonly Clause[] {
  if (flowRunId === null) return [];
  const { any, isNull } = flowRunId;
  if (isNull === true) return [checked((column) => onRun(column('flow_run_id'), 'is', null))];
  if (any !== null)
    return [indexed('flow_run_id', (column) => isOneOfIds(column('flow_run_id'), any))];
  if (isNull === null) return [];
  return [indexed('flow_run_id', (column) => onRun(column('flow_run_id'), 'is not', null))];
}
