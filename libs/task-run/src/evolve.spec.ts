import { micros } from '@app/orchestration';
import type { StateSet, TaskRunCreated } from './events.js';
import { evolve } from './evolve.js';
import { CREATION, inState, noon, NOON, runIn } from './situation.fixture.js';
import { ABSENT, NO_BOOKS, type RequestKey } from './task-run.js';

const created: TaskRunCreated = {
  type: 'TaskRunCreated',
  run: { ...CREATION, tags: ['red'], labels: null, cacheExpiration: noon(60) },
  at: NOON,
};

const stateSet = (fields: Partial<StateSet> = {}): StateSet => ({
  type: 'StateSet',
  transition: 1,
  from: null,
  verdict: { status: 'ACCEPT' },
  state: inState('RUNNING'),
  run: { ...NO_BOOKS, runCount: 7, totalRunTime: micros(42n) },
  about: { flowRunId: null, taskKey: 'key', dynamicKey: '0', name: 'run', tags: [] },
  request: null,
  ...fields,
});

const request = (key: number): RequestKey => ({
  key: `k${key}`,
  kind: 'transition-id',
  fingerprint: `f${key}`,
});

describe('a creation', () => {
  it('makes the run what the event says, at its revision', () => {
    expect(evolve(ABSENT, created, 5n)).toEqual({
      ...ABSENT,
      ...created.run,
      exists: true,
      created: NOON,
      updated: NOON,
      born: 5n,
    });
  });
});

describe('a state', () => {
  const run = evolve(ABSENT, created, 0n);

  it('brings the books along and is copied as it is', () => {
    const event = stateSet({ transition: 3 });
    expect(evolve(run, event, 1n)).toEqual({
      ...run,
      ...event.run,
      state: event.state,
      updated: event.state.timestamp,
      transition: 3,
      greatest: event.state.timestamp,
    });
  });

  it('leaves what only a creation says', () => {
    const { about } = stateSet();
    const event = stateSet({ about: { ...about, name: 'other', taskKey: 'other' } });
    expect(evolve(run, event, 1n)).toMatchObject({ name: 'run', taskKey: 'key' });
  });

  it('remembers the request that it was granted to, and where', () => {
    const [first, second] = [stateSet({ request: request(1) }), stateSet({ request: request(2) })];
    expect(evolve(evolve(run, first, 1n), second, 2n).grants).toEqual([
      { ...request(1), revision: 1n },
      { ...request(2), revision: 2n },
    ]);
  });

  it('without a request is no grant', () => {
    expect(evolve(run, stateSet(), 1n).grants).toEqual([]);
  });

  it('keeps the last 256 grants', () => {
    let folded = run;
    for (let at = 1; at <= 300; at += 1) {
      folded = evolve(folded, stateSet({ request: request(at) }), BigInt(at));
      expect(folded.grants).toHaveLength(Math.min(at, 256));
    }
    expect(folded.grants.at(0)).toEqual({ ...request(45), revision: 45n });
    expect(folded.grants.at(-1)).toEqual({ ...request(300), revision: 300n });
  });
});

describe('a new name', () => {
  it('changes the name and nothing else', () => {
    const run = runIn(inState('RUNNING'));
    expect(evolve(run, { type: 'TaskRunRenamed', name: 'other', at: noon(9) }, 2n)).toEqual({
      ...run,
      name: 'other',
      updated: noon(9),
    });
  });
});

describe('a deletion', () => {
  const lived = runIn(inState('RUNNING'), {
    born: 2n,
    transition: 7,
    grants: [{ ...request(1), revision: 3n }],
    runCount: 4,
  });
  const deleted = evolve(lived, { type: 'TaskRunDeleted', at: noon(9) }, 4n);

  it('leaves nothing but the count of transitions and the greatest timestamp', () => {
    expect(deleted).toEqual({ ...ABSENT, born: 2n, transition: 7, greatest: noon(-3600) });
  });

  it('lets the run be created anew, and these two go on', () => {
    expect(evolve(deleted, created, 5n)).toEqual({
      ...evolve(ABSENT, created, 5n),
      transition: 7,
      greatest: noon(-3600),
    });
  });
});
