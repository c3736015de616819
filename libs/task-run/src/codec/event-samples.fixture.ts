import {
  LAST_MOMENT,
  micros,
  NO_DETAILS,
  type Data,
  type Json,
  type State,
} from '@app/orchestration';
import { CREATION, FLOW_RUN_ID, noon, NOON, RUN_ID, STATE_ID, TICK } from '../situation.fixture.js';
import { NO_BOOKS } from '../task-run.js';
import type { LedgerEvent } from './event.codec.js';

const about = { flowRunId: null, taskKey: '', dynamicKey: '', name: 'brave-otter', tags: [] };

const state: State = {
  id: STATE_ID,
  type: 'COMPLETED',
  name: 'Completed',
  timestamp: noon(TICK),
  message: null,
  data: null,
  details: NO_DETAILS,
};

const written = (source: string): Data => ({ value: JSON.parse(source) as Json, source });

/** What the samples in event-samples.json say, by type, in their order. */
export const MEANINGS: {
  readonly [T in LedgerEvent['type']]: readonly Extract<LedgerEvent, { type: T }>[];
} = {
  TaskRunCreated: [
    {
      type: 'TaskRunCreated',
      run: {
        ...CREATION,
        name: 'brave-otter',
        flowRunId: FLOW_RUN_ID,
        taskKey: 'load',
        cacheKey: 'key',
        cacheExpiration: LAST_MOMENT,
        taskVersion: '2',
        empiricalPolicy: {
          maxRetries: 0,
          retryDelaySeconds: 0,
          retries: 3,
          retryDelay: [1, 2.5],
          retryJitterFactor: 0.5,
        },
        tags: ['red', 'red'],
        labels: { team: 'core', 'prefect.flow-run.id': FLOW_RUN_ID },
        taskInputs: { x: [{ input_type: 'parameter', name: 'x' }] },
      },
      at: NOON,
    },
    {
      type: 'TaskRunCreated',
      run: { ...CREATION, name: 'brave-otter', taskKey: '', dynamicKey: '', labels: null },
      at: noon(TICK),
    },
  ],
  StateSet: [
    {
      type: 'StateSet',
      transition: 7,
      from: 'RUNNING',
      verdict: { status: 'REJECT', reason: 'Retrieved state from cache' },
      state: {
        ...state,
        name: 'Cached',
        message: 'kept',
        data: { value: { type: 'reference', rows: [1, null, 'ä'] }, source: null },
        details: {
          flowRunId: FLOW_RUN_ID,
          taskRunId: RUN_ID,
          childFlowRunId: '0b000000-0000-7000-8000-00000000000b',
          scheduledTime: noon(60),
          cacheKey: 'key',
          cacheExpiration: LAST_MOMENT,
          deferred: null,
          untrackableResult: true,
          pauseTimeout: micros(-500_000n),
          pauseReschedule: true,
          pauseKey: 'lunch',
          runInputKeyset: { keyset: 'k' },
          refreshCache: false,
          retriable: true,
          transitionId: '07000000-0000-7000-8000-000000000007',
          taskParametersId: '08000000-0000-7000-8000-000000000008',
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
          deploymentConcurrencyLeaseId: '09000000-0000-7000-8000-000000000009',
        },
      },
      run: {
        runCount: 2,
        flowRunRunCount: 1,
        expectedStartTime: noon(-120),
        nextScheduledStartTime: noon(60),
        startTime: noon(-60),
        endTime: noon(TICK),
        totalRunTime: micros(315_537_897_599_999_999n),
      },
      about: {
        flowRunId: FLOW_RUN_ID,
        taskKey: 'load',
        dynamicKey: '0',
        name: 'brave-otter',
        tags: ['red', 'red'],
      },
      request: { key: 'k', kind: 'idempotency-key', fingerprint: 'f' },
    },
    {
      type: 'StateSet',
      transition: 1,
      from: null,
      verdict: { status: 'ACCEPT' },
      state: {
        ...state,
        type: 'PENDING',
        name: '',
        data: written('{ "id": 12345678901234567890, "share": 1.0, "far": 1e400 }'),
      },
      run: NO_BOOKS,
      about,
      request: null,
    },
  ],
  TaskRunRenamed: [{ type: 'TaskRunRenamed', name: 'calm-otter', at: NOON }],
  TaskRunDeleted: [{ type: 'TaskRunDeleted', at: NOON }],
  TransitionRefused: [
    {
      type: 'TransitionRefused',
      runRevision: 4n,
      from: 'SCHEDULED',
      proposed: { type: 'RUNNING', name: 'Mine' },
      verdict: { status: 'WAIT', reason: 'Scheduled time is in the future', delaySeconds: 60 },
      rule: 'WaitForScheduledTime',
      at: NOON,
      first: noon(-60),
      count: 500,
    },
    {
      type: 'TransitionRefused',
      runRevision: 0n,
      from: null,
      proposed: { type: 'RUNNING', name: 'Running' },
      verdict: {
        status: 'ABORT',
        reason: 'The enclosing flow must be running to begin task execution.',
      },
      rule: 'RequireRunningFlow',
      at: NOON,
      first: NOON,
      count: 1,
    },
  ],
  RefusalRepeated: [
    { type: 'RefusalRepeated', runRevision: 4n, at: NOON, first: noon(-60), count: 2 },
  ],
  StateCached: [
    {
      type: 'StateCached',
      expiration: noon(60),
      state: {
        ...state,
        data: written('[1.0]'),
        details: { ...NO_DETAILS, cacheKey: 'key', cacheExpiration: noon(60) },
      },
      donor: { runId: RUN_ID, revision: 4n },
    },
  ],
  KeyReserved: [{ type: 'KeyReserved', runId: RUN_ID, at: -1n }],
};
