import { micros, type Micros, type StateType } from '@app/orchestration';
import { accepted, booked, decided, replaced, wait } from './decide.fixture.js';
import { evolve } from './evolve.js';
import { noon, NOON, NO_FACTS, propose, retries, runIn, TICK } from './situation.fixture.js';
import type { TaskRun } from './task-run.js';

const EARLY = 'Scheduled time is in the future';

describe('a whole life (5.7)', () => {
  let run: TaskRun;
  let now: Micros;
  beforeEach(() => {
    run = runIn(null, retries(2, [1, 5]));
    now = NOON;
  });

  /** So many seconds later a state is proposed. */
  const later = (seconds: number, type: StateType) => {
    now = micros(now + BigInt(seconds * 1_000_000));
    const command = { command: 'SetTaskRunState', proposal: propose(type), request: null } as const;
    const { decision, then } = decided(command, run, { ...NO_FACTS, now });
    if (decision.outcome === 'granted') run = evolve(run, decision.event, 1n);
    return { then };
  };

  it('fails twice with retries left, then for good, and then counts anew', () => {
    later(0, 'RUNNING').then(accepted('RUNNING'), booked({ runCount: 1 }));
    later(1, 'FAILED').then(replaced('Retrying', 'SCHEDULED', { name: 'AwaitingRetry' }));
    later(0, 'RUNNING').then(wait(1, EARLY));
    later(1, 'RUNNING').then(accepted('RUNNING', { name: 'Retrying' }), booked({ runCount: 2 }));
    later(1, 'FAILED').then(replaced('Retrying', 'SCHEDULED', { name: 'AwaitingRetry' }));
    later(1, 'RUNNING').then(wait(4, EARLY));
    later(4, 'RUNNING').then(accepted('RUNNING', { name: 'Retrying' }), booked({ runCount: 3 }));
    later(1, 'FAILED').then(accepted('FAILED'), booked({ runCount: 3 }));
    later(1, 'RUNNING').then(
      accepted('RUNNING'),
      booked({ runCount: 1, startTime: noon(TICK), endTime: null }),
    );
  });

  it('is Rerunning, not Retrying, after a detour over PENDING', () => {
    later(0, 'RUNNING');
    later(1, 'FAILED');
    later(1, 'PENDING').then(accepted('PENDING'));
    later(0, 'RUNNING').then(accepted('RUNNING', { name: 'Rerunning' }));
  });

  it('adds up what was spent in RUNNING', () => {
    later(0, 'RUNNING');
    later(2, 'PAUSED');
    later(7, 'RUNNING');
    later(3, 'RUNNING');
    later(4, 'CANCELLED').then(
      booked({ totalRunTime: micros(9_000_000n), endTime: noon(16 + TICK) }),
    );
  });
});
