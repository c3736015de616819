import { chanceFrom } from '../kill/chance.mjs';
import { planFaults } from './plan.mjs';

const KINDS = ['cut', 'stall', 'restart'] as const;

describe('the plan of a fault run', () => {
  it('has each kind as often as the others', () => {
    const plan = planFaults(30, KINDS, [], chanceFrom(1));
    expect(KINDS.map((kind) => plan.filter((fault) => fault.kind === kind).length)).toEqual([
      10, 10, 10,
    ]);
  });

  it('has what is rare half as often', () => {
    const plan = planFaults(25, KINDS, ['restart'], chanceFrom(1));
    expect(KINDS.map((kind) => plan.filter((fault) => fault.kind === kind).length)).toEqual([
      10, 10, 5,
    ]);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(planFaults(12, KINDS, [], chanceFrom(1))).toEqual(
      planFaults(12, KINDS, [], chanceFrom(1)),
    );
    expect(planFaults(12, KINDS, [], chanceFrom(1))).not.toEqual(
      planFaults(12, KINDS, [], chanceFrom(2)),
    );
  });

  it('begins each fault after some answers, and ends it in bounded time', () => {
    const plan = planFaults(1_000, KINDS, [], chanceFrom(1));
    expect(plan.every(({ answers, ms }) => answers >= 1 && ms >= 1 && ms <= 7_000)).toBe(true);
    expect(plan.filter(({ ms }) => ms > 5_000).length).toBeGreaterThan(10);
  });
});
