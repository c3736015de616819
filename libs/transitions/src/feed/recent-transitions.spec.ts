import { position, START } from '@app/event-store';
import { RecentTransitions, type FedTransition } from './recent-transitions.js';
import { EVERY_TRANSITION } from './transition-filter.js';

const transition = (at: number, tag = 'blue', text = ''): FedTransition => ({
  position: position(BigInt(at)),
  traits: { taskRunId: 'run', flowRunId: null, tags: [tag], type: 'RUNNING' },
  text,
});

const at = (value: number) => position(BigInt(value));

describe('the newest transitions', () => {
  let recent: RecentTransitions;
  beforeEach(() => {
    recent = new RecentTransitions(START);
  });

  it('are found one after the other', () => {
    recent.add([transition(2), transition(5)], at(7));
    const first = recent.firstAfter(START, EVERY_TRANSITION);
    const second = recent.firstAfter(at(2), EVERY_TRANSITION);
    const third = recent.firstAfter(at(5), EVERY_TRANSITION);
    expect([first?.position, second?.position, third]).toEqual([2n, 5n, null]);
    expect(recent.position).toBe(7n);
  });

  it('are passed over where the filter does not want them', () => {
    recent.add([transition(2, 'blue'), transition(3, 'green')], at(3));
    const filter = { ...EVERY_TRANSITION, tags: new Set(['green']) };
    expect(recent.firstAfter(START, filter)?.position).toBe(3n);
  });

  it('make room for newer ones, and no longer serve who has not seen them', () => {
    for (let nth = 0; nth < 1_001; nth += 1) recent.add([transition(nth)], at(nth));
    expect([recent.covers(START), recent.covers(at(0))]).toEqual([false, true]);
    expect(recent.firstAfter(at(0), EVERY_TRANSITION)?.position).toBe(1n);
  });

  it('make room where they are large', () => {
    const text = 'x'.repeat(1_000_000);
    for (let nth = 0; nth < 18; nth += 1) recent.add([transition(nth, 'blue', text)], at(nth));
    expect([recent.covers(at(0)), recent.covers(at(1))]).toEqual([false, true]);
  });
});
