import { isUnpersisted, stored } from '@app/orchestration';
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { inAnySituation, proposalOf } from './any-situation.fixture.js';
import { decide } from './decide.js';
import { policyFor } from './policies/policy-for.js';

const REASONS = ['outcome', 'policy', 'rule', 'trace'];
const CARRIED = { missing: ['flowRunId'], refused: ['refusal', 'verdict'] };

describe('in any situation', () => {
  it('departure 3: a decision is made, and the same one each time', () => {
    inAnySituation(1, ({ run, command, facts }, decision) => {
      strictEqual(decision.policy, policyFor(proposalOf(command)).version);
      deepStrictEqual(decide(command, run, facts), decision);
    });
  });

  it('a refusal carries no event for the run, no slot and no cache entry', () => {
    inAnySituation(2, (_, decision) => {
      if (decision.outcome === 'granted') return;
      const carried = Object.keys(decision).filter((key) => !REASONS.includes(key));
      deepStrictEqual(carried.sort(), CARRIED[decision.outcome]);
    });
  });

  it('a grant takes slots only for a start, and enters only a result into the cache', () => {
    inAnySituation(3, (_, decision) => {
      if (decision.outcome !== 'granted') return;
      const { type } = decision.event.state;
      for (const { effect } of decision.before) {
        strictEqual(effect, type === 'RUNNING' ? 'take-slot' : 'insert-into-cache');
        strictEqual(type === 'RUNNING' || type === 'COMPLETED', true);
      }
    });
  });

  it('a grant gives back each slot that the run holds, unless it may still run', () => {
    inAnySituation(4, ({ facts }, decision) => {
      if (decision.outcome !== 'granted') return;
      const { type } = decision.event.state;
      const mayStillRun = type === 'RUNNING' || type === 'CANCELLING';
      const held = facts.limits.filter(({ holds }) => holds && !mayStillRun).map(({ id }) => id);
      deepStrictEqual(
        decision.after.map(({ limitId }) => limitId),
        held,
      );
    });
  });

  it('the state answered is the state stored, but for data that is shown once (5.5)', () => {
    inAnySituation(5, (_, decision) => {
      if (decision.outcome !== 'granted') return;
      const { answer, event } = decision;
      deepStrictEqual({ ...answer, data: event.state.data }, event.state);
      deepStrictEqual(stored(answer.data), event.state.data);
      const shownOnce = answer.data !== null && isUnpersisted(answer.data);
      if (!shownOnce) deepStrictEqual(answer.data, event.state.data);
    });
  });
});
