import { EVERY_TRANSITION, passes, traitsOf } from './transition-filter.js';
import { stateSet } from './logged.fixture.js';

const logged = { id: 'event', taskRunId: 'run', revision: 3n, traceparent: null };

describe('a filter of transitions', () => {
  const traits = {
    taskRunId: 'run',
    flowRunId: 'flow run',
    tags: ['blue', 'large'],
    type: 'FAILED' as const,
  };

  it('that asks for nothing lets every transition pass', () => {
    expect(passes(EVERY_TRANSITION, traits)).toBe(true);
    expect(passes(EVERY_TRANSITION, { ...traits, flowRunId: null, tags: [] })).toBe(true);
  });

  it.each([
    ['run', { taskRunIds: new Set(['other', 'run']) }, { taskRunIds: new Set(['other']) }],
    ['flow run', { flowRunIds: new Set(['flow run']) }, { flowRunIds: new Set(['other']) }],
    ['tag', { tags: new Set(['green', 'large']) }, { tags: new Set(['green']) }],
    [
      'type',
      { types: new Set(['FAILED', 'CRASHED'] as const) },
      { types: new Set(['CRASHED'] as const) },
    ],
  ])('asks for one of its values: by %s', (_, one, none) => {
    expect(passes({ ...EVERY_TRANSITION, ...one }, traits)).toBe(true);
    expect(passes({ ...EVERY_TRANSITION, ...none }, traits)).toBe(false);
  });

  it('asks for something of each of its sets', () => {
    const both = { tags: new Set(['blue']), types: new Set(['RUNNING'] as const) };
    expect(passes({ ...EVERY_TRANSITION, ...both }, traits)).toBe(false);
  });

  it('finds no flow run where there is none', () => {
    const filter = { ...EVERY_TRANSITION, flowRunIds: new Set(['flow run']) };
    expect(passes(filter, { ...traits, flowRunId: null })).toBe(false);
  });
});

describe('the traits of an event', () => {
  it('are those that the run had at the transition', () => {
    const event = stateSet({ flowRunId: 'flow run', tags: ['blue'], type: 'PAUSED' });
    expect(traitsOf({ ...logged, event })).toEqual({
      taskRunId: 'run',
      flowRunId: 'flow run',
      tags: ['blue'],
      type: 'PAUSED',
    });
  });

  it('are none where the event is no transition', () => {
    const { timestamp: at } = stateSet({}).state;
    expect(traitsOf({ ...logged, event: { type: 'TaskRunDeleted', at } })).toBeNull();
  });
});
