import { given } from '../decide.fixture.js';
import type { Facts } from '../facts.js';
import {
  cached,
  flowRun,
  GONE,
  inState,
  limit,
  noon,
  NOON,
  NO_FACTS,
  propose,
  retries,
  STATE_ID,
  TICK,
} from '../situation.fixture.js';
import type { TaskRun } from '../task-run.js';
import { recallFacts, recordFacts, type RecordedFacts } from './recorded-facts.js';

const written = (facts: Facts, trace: Parameters<typeof recordFacts>[1] = []): RecordedFacts =>
  JSON.parse(JSON.stringify(recordFacts(facts, trace))) as RecordedFacts;

const running = (run: Partial<TaskRun>) => given(inState('RUNNING'), run);
const limited = given(null).with({ limits: [limit('red')] });
const fail = propose('FAILED');

describe('recorded facts', () => {
  it('are the moment alone where nothing else is known', () => {
    expect(written(NO_FACTS)).toEqual({ now: '2027-01-15T12:00:00Z' });
  });

  it('name the donor of a cached state and do not copy the state', () => {
    const recorded = written({ ...NO_FACTS, cached: cached(inState('COMPLETED')) });
    expect(recorded.cached).toEqual({ runId: '0d000000-0000-7000-8000-00000000000d', revision: 4 });
  });

  it.each([
    { of: 'a jittered retry', decided: running(retries(1, 10, 0.5)).when(fail), chance: 0.5 },
    { of: 'a retry without jitter', decided: running(retries(1, 10)).when(fail) },
    { of: 'a limited start', decided: limited.when(propose('RUNNING')), chance: 0.5 },
    { of: 'a start without limits', decided: given(null).when(propose('RUNNING')) },
  ])('tell the chance only if a rule looked at it: $of', ({ decided, chance }) => {
    const recorded = written(NO_FACTS, decided.decision.trace);
    expect(recorded.chance).toBe(chance);
    expect(recallFacts(recorded, STATE_ID, null).chance).toBe(chance ?? 0);
  });

  it.each<[string, Partial<Facts>]>([
    ['nothing', {}],
    ['another moment', { now: noon(TICK) }],
    ['a flow run', { flowRun: flowRun('RUNNING') }],
    ['a flow run without a state', { flowRun: flowRun(null) }],
    [
      'a paused flow run',
      { flowRun: flowRun('PAUSED', { pauseTimeout: NOON, pauseReschedule: true }) },
    ],
    ['a flow run that is gone', { flowRun: GONE }],
    [
      'limits',
      { limits: [limit('red', { averageOccupancy: 0.1 }), limit('blue', { holds: true })] },
    ],
    ['a cached state', { cached: cached(inState('COMPLETED')) }],
  ])('are recalled: %s', (_, known) => {
    const facts = { ...NO_FACTS, chance: 0, ...known };
    expect(recallFacts(written(facts), STATE_ID, facts.cached)).toStrictEqual(facts);
  });
});
