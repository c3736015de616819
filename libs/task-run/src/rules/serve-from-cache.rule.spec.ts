import { cacheKeyToLookUp } from '../facts.js';
import { accepted, asking, booked, given, releasing, replaced } from '../decide.fixture.js';
import {
  cached,
  dataOf,
  flowRun,
  inState,
  limit,
  noon,
  propose,
  RUN_ID,
  scheduled,
  STATE_ID,
  TICK,
} from '../situation.fixture.js';
import { serveFromCache } from './serve-from-cache.rule.js';

const HIT = 'Retrieved state from cache';
const data = dataOf({ type: 'reference', storage_key: 'results/1' });
const entry = cached(
  inState('COMPLETED', {
    name: 'Shiny',
    message: 'kept',
    data,
    cacheKey: 'key',
    taskRunId: 'donor',
  }),
);
const start = propose('RUNNING', { cacheKey: 'key' });

describe(serveFromCache.name, () => {
  it('takes over the result of an entry as Cached, under an id of its own', () => {
    given(inState('PENDING'))
      .with({ cached: entry })
      .when(start)
      .then(
        replaced(HIT, 'COMPLETED', {
          id: STATE_ID,
          name: 'Cached',
          message: 'kept',
          data,
          details: expect.objectContaining({ cacheKey: 'key', taskRunId: RUN_ID }),
        }),
      );
  });

  it('lets a start run whose key has no entry', () => {
    given(inState('PENDING')).when(start).then(accepted('RUNNING'));
  });

  it('lets a start run that asks for a fresh result', () => {
    given(inState('PENDING'))
      .with({ cached: entry })
      .when(propose('RUNNING', { cacheKey: 'key', refreshCache: true }))
      .then(accepted('RUNNING'));
  });

  it.each([null, ''])('lets a start run whose key is %j', (cacheKey) => {
    given(inState('PENDING'))
      .with({ cached: entry })
      .when(propose('RUNNING', { cacheKey }))
      .then(accepted('RUNNING'));
  });

  it('comes before the flow run, the slots and the schedule', () => {
    given(scheduled({ at: noon(60) }))
      .with({ cached: entry, flowRun: flowRun('COMPLETED'), limits: [limit('red', { limit: 0 })] })
      .when(start)
      .then(replaced(HIT, 'COMPLETED'), asking(), releasing());
  });

  it('starts and ends a run that never ran, and counts no start', () => {
    given(inState('PENDING'))
      .with({ cached: entry })
      .when(start)
      .then(booked({ runCount: 0, startTime: noon(TICK), endTime: noon(TICK) }));
  });

  it('leaves the count of a run that had ended as it was', () => {
    given(inState('FAILED'), { runCount: 3 })
      .with({ cached: entry })
      .when(start)
      .then(booked({ runCount: 3 }));
  });
});

describe('the cache key to look up', () => {
  it.each([
    ['a start with a key', 'RUNNING', {}, 'key'],
    ['a start that does not mind', 'RUNNING', { refreshCache: false }, 'key'],
    ['a start that asks for a fresh result', 'RUNNING', { refreshCache: true }, null],
    ['a start with an empty key', 'RUNNING', { cacheKey: '' }, null],
    ['a start without a key', 'RUNNING', { cacheKey: null }, null],
    ['an end with a key', 'COMPLETED', {}, null],
  ] as const)('of %s', (_, type, details, key) => {
    expect(cacheKeyToLookUp(propose(type, { cacheKey: 'key', ...details }).state)).toBe(key);
  });
});
