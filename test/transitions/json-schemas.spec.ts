import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  SCHEMA_FILES,
  toStateRecord,
  toTransitionRecord,
  type PublicRecord,
} from '@app/transitions';
import { ORIGIN, SEED, transition } from './arbitrary-event.fixture.js';
import { closed, validatorOf } from './validator.fixture.js';

type Members = Readonly<Record<string, unknown>>;

type Wrong = readonly [path: string, value: unknown];

const WRONG: readonly Wrong[] = [
  ['task_run_id', 'run-1'],
  ['revision', 1.5],
  ['state/type', 'Running'],
  ['state/timestamp', '2031-02-03 04:05:06'],
  ['state/state_details/transition_id', 'first'],
  ['state/state_details/run_input_keyset', { base: 1 }],
  ['run/total_run_time', null],
  ['about/tags', [1]],
];

const WRONG_OF_TRANSITIONS: readonly Wrong[] = [
  ['transition', 0],
  ['from', 'pending'],
  ['verdict', 'WAIT'],
];

describe.each([
  {
    file: 'task-run.transition.v1.json',
    toRecord: toTransitionRecord,
    wrong: [...WRONG, ...WRONG_OF_TRANSITIONS],
  },
  { file: 'task-run.state.v1.json', toRecord: toStateRecord, wrong: WRONG },
])('the schema $file', ({ file, toRecord, wrong }) => {
  const schema = JSON.parse(SCHEMA_FILES.get(file) ?? '') as object;
  const accepts = validatorOf(schema);
  const values = transition.map((event) => valueOf(toRecord(event, ORIGIN)));
  const [value = {}] = fc.sample(values, { seed: SEED, numRuns: 1 });

  it('describes every record, and names all of its members', () => {
    const knows = validatorOf(closed(schema));
    const known = fc.property(values, (written) => {
      assert.ok(knows(written), JSON.stringify(knows.errors));
    });
    fc.assert(known, { seed: SEED, numRuns: 1_000 });
  });

  it('lets members come that it does not name', () => {
    expect(accepts({ ...value, rule: 'RetryFailed' })).toBe(true);
  });

  it('misses every member', () => {
    expect(pathsOf(value).filter((path) => accepts(changed(value, path, undefined)))).toEqual([]);
  });

  it('refuses another type of every member, but of data', () => {
    expect(pathsOf(value).filter((path) => accepts(changed(value, path, { '': 7 })))).toEqual([
      'state/data',
    ]);
  });

  it.each(wrong)('refuses that %s is %j', (path, member) => {
    expect(accepts(changed(value, path, member))).toBe(false);
  });
});

function valueOf(record: PublicRecord | null): Members {
  return JSON.parse(record?.value ?? '') as Members;
}

/** The paths of the members, but those within what is the caller's. */
const pathsOf = (value: Members): string[] =>
  Object.entries(value).flatMap(([name, member]) => [
    name,
    ...(isOurs(name, member) ? pathsOf(member).map((path) => `${name}/${path}`) : []),
  ]);

const isOurs = (name: string, member: unknown): member is Members =>
  typeof member === 'object' &&
  member !== null &&
  !Array.isArray(member) &&
  !['data', 'run_input_keyset'].includes(name);

function changed(value: Members, path: string, member: unknown): Members {
  const [name = '', ...rest] = path.split('/');
  const old = value[name];
  const inner = rest.length > 0 && isOurs(name, old);
  return { ...value, [name]: inner ? changed(old, rest.join('/'), member) : member };
}
