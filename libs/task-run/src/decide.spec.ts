import { NO_DETAILS, type Json, STATE_TYPES } from '@app/orchestration';
import { decide } from './decide.js';
import { accepted, booked, decided, given, replaced, releasing } from './decide.fixture.js';
import {
  dataOf,
  deferred,
  FLOW_RUN_ID,
  inState,
  noon,
  NOON,
  NO_FACTS,
  propose,
  RUN_ID,
  runIn,
  STATE_ID,
  TICK,
  limit,
  retries,
} from './situation.fixture.js';
import type { RequestKey } from './task-run.js';

describe('a state that is written', () => {
  it('has an id and a moment of its own, and names its run and flow run (G7)', () => {
    given(inState('PENDING'), { flowRunId: FLOW_RUN_ID })
      .when(propose('PAUSED', { flowRunId: 'foreign', taskRunId: 'foreign', pauseKey: 'lunch' }))
      .then(
        accepted('PAUSED', {
          id: STATE_ID,
          timestamp: noon(TICK),
          details: { ...NO_DETAILS, flowRunId: FLOW_RUN_ID, taskRunId: RUN_ID, pauseKey: 'lunch' },
        }),
      );
  });

  it('is later than every earlier one, even if the clock went back', () => {
    given(inState('RUNNING'), { greatest: noon(5) })
      .when(propose('PAUSED'))
      .then(accepted('PAUSED', { timestamp: noon(5 + TICK) }));
  });

  it('is due now if it is SCHEDULED without a time (4.5)', () => {
    given(inState('PENDING'))
      .when(propose('SCHEDULED'))
      .then(
        accepted('SCHEDULED', { details: expect.objectContaining({ scheduledTime: NOON }) }),
        booked({ nextScheduledStartTime: NOON, expectedStartTime: NOON }),
      );
  });

  it('may have an empty name', () => {
    given(inState('PENDING'))
      .when(propose('PAUSED', { name: '' }))
      .then(accepted('PAUSED', { name: '' }));
  });

  it('tells the next transition, where the run came from, and what it is about', () => {
    const about = {
      flowRunId: FLOW_RUN_ID,
      taskKey: 'key',
      dynamicKey: '0',
      name: 'run',
      tags: ['red', 'red'],
    };
    given(inState('PENDING'), { ...about, transition: 4 })
      .when(propose('RUNNING', { force: true }))
      .then({ event: { transition: 5, from: 'PENDING', about } });
  });

  it('tells the request that may be repeated', () => {
    const request: RequestKey = { key: 'k', kind: 'idempotency-key', fingerprint: 'f' };
    const proposal = propose('RUNNING');
    const command = { command: 'SetTaskRunState', proposal, request } as const;
    decided(command, runIn(inState('PENDING')), NO_FACTS).then({ event: { request } });
  });
});

describe('the answer to a grant', () => {
  const answerTo = (value: Json) => {
    const decision = decide(
      {
        command: 'SetTaskRunState',
        proposal: propose('COMPLETED', { data: dataOf(value) }),
        request: null,
      },
      runIn(inState('RUNNING')),
      NO_FACTS,
    );
    if (decision.outcome !== 'granted') throw new Error('not granted');
    const { answer, event } = decision;
    expect({ ...answer, data: event.state.data }).toEqual(event.state);
    return { shown: answer.data, stored: event.state.data };
  };

  it('is the state as stored', () => {
    expect(answerTo({ rows: 3 })).toEqual({
      shown: dataOf({ rows: 3 }),
      stored: dataOf({ rows: 3 }),
    });
  });

  it('shows unpersisted data once, which is not stored', () => {
    const value = { type: 'unpersisted', artifact_key: 'k' };
    expect(answerTo(value)).toEqual({ shown: dataOf(value), stored: null });
  });

  it('lacks the artifact fields, as does what is stored', () => {
    const bare = dataOf({ rows: 3 });
    expect(answerTo({ rows: 3, artifact_key: 'k' })).toEqual({ shown: bare, stored: bare });
  });
});

describe('a refusal', () => {
  it('tells what was judged, what was proposed and why', () => {
    given(inState('FAILED'))
      .when(propose('CRASHED', { name: 'Boom' }))
      .then({
        rule: 'LeaveTerminalState',
        refusal: {
          type: 'TransitionRefused',
          from: 'FAILED',
          proposed: { type: 'CRASHED', name: 'Boom' },
          verdict: { status: 'ABORT', reason: 'Run is already FAILED.' },
          rule: 'LeaveTerminalState',
          at: NOON,
        },
      });
  });
});

describe('the trace', () => {
  it('tells each rule that was asked, what it read and what it said', () => {
    given(inState('PENDING', { scheduledTime: noon(60) }))
      .when(deferred('RUNNING'))
      .then({
        policy: 'background/1',
        trace: [
          { rule: 'ServeFromCache', read: { cacheKey: null, donor: null }, said: 'pass' },
          { rule: 'CopyTaskParametersId', read: { current: null, proposed: null }, said: 'amend' },
          { rule: 'WaitForScheduledTime', read: { due: noon(60) }, said: 'wait' },
        ],
      });
  });
});

describe('slots given back (5.4, rule 14)', () => {
  const holding = given(inState('RUNNING'), { runCount: 1, ...retries(1) }).with({
    limits: [limit('red', { taken: 1, holds: true }), limit('blue')],
  });

  it.each(STATE_TYPES)('a run that is %s keeps its slot only if it may still run', (type) => {
    const kept = type === 'RUNNING' || type === 'CANCELLING';
    for (const proposal of [propose(type, { force: true }), propose(type)]) {
      holding.when(proposal).then(kept ? releasing() : releasing('limit-red'));
    }
  });

  it('a run that awaits a retry gives its slot back', () => {
    holding.when(propose('FAILED')).then(replaced('Retrying', 'SCHEDULED'), releasing('limit-red'));
  });

  it('a refused run keeps its slot', () => {
    const { decision } = holding.when(deferred('PENDING'));
    expect(decision.outcome).toBe('refused');
    expect(decision).not.toHaveProperty('after');
  });
});
