import { TERMINAL_TYPES, type Json } from '@app/orchestration';
import { aborted, accepted, asking, booked, given, rejected, wait } from '../decide.fixture.js';
import { dataOf, flowRun, inState, limit, propose } from '../situation.fixture.js';
import { leaveTerminalState } from './leave-terminal-state.rule.js';

const COMPLETED_ALREADY = 'This run is already completed.';
const completedWith = (value: Json) => inState('COMPLETED', { data: dataOf(value) });

describe(leaveTerminalState.name, () => {
  it.each(TERMINAL_TYPES)('aborts CANCELLING, PAUSED and CRASHED after %s', (type) => {
    for (const to of ['CANCELLING', 'PAUSED', 'CRASHED'] as const) {
      given(inState(type))
        .when(propose(to))
        .then(aborted(`Run is already ${type}.`));
    }
  });

  it('lets a run that has not ended be cancelled, paused or crash', () => {
    for (const to of ['CANCELLING', 'PAUSED', 'CRASHED'] as const) {
      given(inState('RUNNING')).when(propose(to)).then(accepted(to));
    }
  });

  it.each(TERMINAL_TYPES)('lets a run start anew after %s, counting from one', (type) => {
    given(inState(type), { runCount: 3 })
      .when(propose('RUNNING'))
      .then(accepted('RUNNING'), booked({ runCount: 1 }));
  });

  it('counts from zero for a run that is scheduled anew', () => {
    given(inState('FAILED'), { runCount: 3 })
      .when(propose('SCHEDULED'))
      .then(accepted('SCHEDULED'), booked({ runCount: 0 }));
  });

  it('keeps the count from one end to another', () => {
    given(inState('FAILED'), { runCount: 3 })
      .when(propose('COMPLETED'))
      .then(accepted('COMPLETED'), booked({ runCount: 3 }));
  });

  it('rejects whatever follows a result', () => {
    const persisted = completedWith({ type: 'reference' });
    for (const to of [
      'SCHEDULED',
      'PENDING',
      'RUNNING',
      'COMPLETED',
      'FAILED',
      'CANCELLED',
    ] as const) {
      given(persisted).when(propose(to)).then(rejected(COMPLETED_ALREADY));
    }
  });

  it('aborts rather than rejects what a terminal run can never become', () => {
    given(completedWith(1)).when(propose('PAUSED')).then(aborted('Run is already COMPLETED.'));
  });

  it.each<Json>(['text', [0], 42, true])(
    'departure 1: data that is no object counts as a result: %j',
    (value) => {
      given(completedWith(value)).when(propose('RUNNING')).then(rejected(COMPLETED_ALREADY));
    },
  );

  it.each<Json>([0, '', false, [], {}, { type: 'unpersisted' }])(
    'lets a run start anew after data that is no result: %j',
    (value) => {
      given(completedWith(value)).when(propose('RUNNING')).then(accepted('RUNNING'));
    },
  );

  it('protects the data of no other end', () => {
    given(inState('FAILED', { data: dataOf('error') }))
      .when(propose('RUNNING'))
      .then(accepted('RUNNING'));
  });

  it('names a start Retrying if the flow run is on a later attempt', () => {
    given(inState('FAILED'), { runCount: 1, flowRunRunCount: 1 })
      .with({ flowRun: flowRun('RUNNING', { runCount: 2 }) })
      .when(propose('RUNNING', { name: 'Mine' }))
      .then(accepted('RUNNING', { name: 'Retrying' }), booked({ runCount: 1, flowRunRunCount: 2 }));
  });

  it('leaves its name to a start within the same attempt', () => {
    given(inState('FAILED'), { runCount: 1, flowRunRunCount: 2 })
      .with({ flowRun: flowRun('RUNNING', { runCount: 2 }) })
      .when(propose('RUNNING', { name: 'Mine' }))
      .then(accepted('RUNNING', { name: 'Mine' }));
  });

  it('resets nothing if a later rule refuses', () => {
    const { decision, then } = given(inState('FAILED'), { runCount: 3 })
      .with({ limits: [limit('red', { taken: 1 })] })
      .when(propose('RUNNING'));
    then(wait(2, 'Concurrency limit reached for tags: red'));
    expect(decision).not.toHaveProperty('event');
  });

  it('asks for a slot for a start anew as for any other', () => {
    given(inState('FAILED'))
      .with({ limits: [limit('red')] })
      .when(propose('RUNNING'))
      .then(asking({ effect: 'take-slot', limitId: 'limit-red' }));
  });
});
