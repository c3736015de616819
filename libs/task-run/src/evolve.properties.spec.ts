import fc from 'fast-check';
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { SEED } from './any-situation.fixture.js';
import { step, type Step } from './arbitrary.fixture.js';
import { decodeEvent, encodeEvent } from './codec/event.codec.js';
import { decide } from './decide.js';
import type { TaskRunEvent } from './events.js';
import { evolve } from './evolve.js';
import { ABSENT, type TaskRun } from './task-run.js';

const inAnyLife = (series: number, holds: (events: readonly TaskRunEvent[]) => void): void =>
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 20 }), (steps) => holds(live(steps))),
    { seed: SEED + series, numRuns: 300 },
  );

describe('in any life', () => {
  it('the states are later and later, and their transitions are 1, 2, 3 …', () => {
    inAnyLife(8, (events) => {
      const states = events.filter((event) => event.type === 'StateSet');
      states.forEach(({ transition, state }, at) => {
        strictEqual(transition, at + 1);
        const before = states[at - 1]?.state.timestamp ?? -1n;
        strictEqual(state.timestamp > before, true);
      });
    });
  });

  it('the events as read make the same run as the events themselves', () => {
    inAnyLife(9, (events) => deepStrictEqual(foldOf(events.map(asRead)), foldOf(events)));
  });
});

/** What happens to a run when all this is tried with it. */
function live(steps: readonly Step[]): readonly TaskRunEvent[] {
  const events: TaskRunEvent[] = [];
  for (const tried of steps) events.push(...happening(tried, foldOf(events)));
  return events;
}

function happening(tried: Step, run: TaskRun): readonly TaskRunEvent[] {
  switch (tried.tries) {
    case 'rename':
      return run.exists ? [{ type: 'TaskRunRenamed', name: tried.name, at: tried.at }] : [];
    case 'deletion':
      return run.exists ? [{ type: 'TaskRunDeleted', at: tried.at }] : [];
    case 'command': {
      if (run.exists === (tried.command.command === 'CreateTaskRun')) return [];
      const decision = decide(tried.command, run, tried.facts);
      if (decision.outcome !== 'granted') return [];
      return decision.created === null ? [decision.event] : [decision.created, decision.event];
    }
  }
}

const foldOf = (events: readonly TaskRunEvent[]): TaskRun =>
  events.reduce((run, event, at) => evolve(run, event, BigInt(at)), ABSENT);

const asRead = (event: TaskRunEvent): TaskRunEvent =>
  decodeEvent(event.type, encodeEvent(event)) as TaskRunEvent;
