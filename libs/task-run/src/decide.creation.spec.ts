import { micros, NO_DETAILS } from '@app/orchestration';
import { accepted, booked, decided } from './decide.fixture.js';
import {
  CREATION,
  deferred,
  noon,
  NOON,
  NO_FACTS,
  propose,
  RUN_ID,
  TICK,
} from './situation.fixture.js';
import { ABSENT } from './task-run.js';

describe('a run that is created', () => {
  const create = (proposal = propose('PENDING'), run = ABSENT) =>
    decided({ command: 'CreateTaskRun', creation: CREATION, state: proposal.state }, run, NO_FACTS);

  it('gets its first state in the same breath', () => {
    create().then(accepted('PENDING', { details: { ...NO_DETAILS, taskRunId: RUN_ID } }), {
      created: { type: 'TaskRunCreated', run: CREATION, at: NOON },
      event: { transition: 1, from: null, about: { name: 'run' }, request: null },
      policy: 'forced/1',
    });
  });

  it('may begin in any state', () => {
    create(propose('RUNNING', { name: 'Mine' })).then(
      accepted('RUNNING', { name: 'Mine' }),
      booked({ runCount: 1, startTime: noon(TICK), expectedStartTime: noon(TICK) }),
    );
  });

  it('is judged as a background run if its state is deferred', () => {
    create(deferred('RUNNING')).then(accepted('RUNNING'), { policy: 'background/1' });
  });

  it('goes on counting where one of the same id was deleted', () => {
    const deleted = { ...ABSENT, born: 0n, transition: 7, greatest: micros(NOON + 9n) };
    create(propose('PENDING'), deleted).then(accepted('PENDING', { timestamp: NOON + 10n }), {
      event: { transition: 8, from: null },
    });
  });
});
