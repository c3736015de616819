import {
  defaultName,
  NO_DETAILS,
  STATE_TYPES,
  type Data,
  type Json,
  type Micros,
  type ProposedState,
  type State,
  type StateDetails,
  type StateType,
} from '@app/orchestration';
import type { Command } from '../commands.js';
import { decide } from '../decide.js';
import type { Decision } from '../decision.js';
import type { Facts, FlowRunFact } from '../facts.js';
import {
  cached,
  CREATION,
  dataOf,
  FLOW_RUN_ID,
  flowRun,
  GONE,
  limit,
  noon,
  NO_FACTS,
  retries,
  runIn,
} from '../situation.fixture.js';
import type { RetryPolicy, TaskRun } from '../task-run.js';
import { maybe, mulberry32, one, type Draw } from './draw.fixture.js';

type Asked = Readonly<{ deferred: boolean; force: boolean }>;

/** How a proposal is made that this policy judges. */
const ASKED: Readonly<Record<string, Asked>> = {
  'core/1': { deferred: false, force: false },
  'background/1': { deferred: true, force: false },
  'forced/1': { deferred: false, force: true },
};

export const VERSIONS = Object.keys(ASKED);

/** Decisions of a policy about runs in every state: the same ones for ever, drawn by a generator of our own. */
export function* fixedDecisions(version: string, count: number): Generator<Decision> {
  const asked = ASKED[version];
  if (asked === undefined) throw new Error(`no policy ${version}`);
  const draw = mulberry32(20_270_115);
  for (let drawn = 0; drawn < count; drawn += 1) {
    const run = drawRun(draw);
    yield decide(drawCommand(draw, asked), run, drawFacts(draw, run));
  }
}

const drawMoment = (draw: Draw): Micros =>
  noon(one(draw, -3600, -0.5, 0, 0.4, 0.5, 0.500_001, 60, 1e9) + draw(3) / 4);

const written = (source: string): Data => ({ value: JSON.parse(source) as Json, source });

const DATA: readonly [Data | null, ...(Data | null)[]] = [
  null,
  ...[0, '', [], {}, false, 'text', [0], 7, true, { type: 'unpersisted' }].map(dataOf),
  dataOf({ type: 'reference', storage_key: 'results/1' }),
  dataOf({ rows: 3, artifact_key: 'k' }),
  written('{"n":12345678901234567890,"artifact_type":"t"}'),
];

const LONG_KEYS = ['🗝'.repeat(2000), 'k'.repeat(2001)] as const;

const drawDetails = (draw: Draw): StateDetails => ({
  ...NO_DETAILS,
  flowRunId: maybe(draw, () => 'foreign'),
  scheduledTime: maybe(draw, () => drawMoment(draw)),
  cacheKey: draw(50) === 0 ? one(draw, ...LONG_KEYS) : one(draw, null, '', 'key'),
  cacheExpiration: maybe(draw, () => drawMoment(draw)),
  deferred: one(draw, false, null),
  refreshCache: one(draw, null, false, true),
  retriable: one(draw, null, true, false),
  taskParametersId: maybe(draw, () => 'parameters'),
  deploymentConcurrencyLeaseId: maybe(draw, () => 'lease'),
});

/** Every type, and oftener those that the rules are about. */
const OFTEN = [
  ...STATE_TYPES,
  'RUNNING',
  'RUNNING',
  'RUNNING',
  'FAILED',
  'FAILED',
  'PENDING',
] as const;

function drawState(draw: Draw): ProposedState {
  const type = one<StateType>(draw, ...OFTEN);
  return {
    type,
    name: one(draw, defaultName(type), defaultName(type), 'Mine', 'AwaitingRetry', ''),
    message: one(draw, null, 'message'),
    data: one(draw, ...DATA),
    details: drawDetails(draw),
  };
}

function drawCurrent(draw: Draw): State | null {
  const type = one<StateType | null>(draw, null, ...OFTEN);
  if (type === null) return null;
  const name = one(draw, defaultName(type), 'Mine', 'AwaitingRetry');
  return { ...drawState(draw), type, name, id: 'current', timestamp: drawMoment(draw) };
}

function drawRun(draw: Draw): TaskRun {
  const current = drawCurrent(draw);
  const delay = one<RetryPolicy['retryDelay']>(draw, null, 0, 30, -5, 2.5, [], [10], [1, 5, 25]);
  return runIn(current, {
    flowRunId: maybe(draw, () => FLOW_RUN_ID),
    ...retries(one(draw, null, 0, 1, 3), delay, one(draw, null, 0, 0.3, 2)),
    runCount: draw(5),
    flowRunRunCount: draw(3),
    expectedStartTime: maybe(draw, () => drawMoment(draw)),
    nextScheduledStartTime: maybe(draw, () => drawMoment(draw)),
    startTime: maybe(draw, () => drawMoment(draw)),
    endTime: maybe(draw, () => drawMoment(draw)),
  });
}

function drawCommand(draw: Draw, { deferred, force }: Asked): Command {
  const state = drawState(draw);
  const details = deferred ? { ...state.details, deferred } : state.details;
  return force && draw(4) === 0
    ? { command: 'CreateTaskRun', creation: CREATION, state: { ...state, details } }
    : {
        command: 'SetTaskRunState',
        proposal: { state: { ...state, details }, force: force || (deferred && draw(2) === 0) },
        request: maybe(draw, () => ({ key: 'k', kind: 'transition-id', fingerprint: 'f' })),
      };
}

const drawFacts = (draw: Draw, run: TaskRun): Facts => ({
  ...NO_FACTS,
  now: drawMoment(draw),
  chance: draw(1000) / 1000,
  flowRun: run.flowRunId === null ? null : drawFlowRun(draw),
  limits: Array.from({ length: one(draw, 0, 0, 0, 1, 2, 3) }, (_, at) =>
    limit(`tag${at}`, {
      limit: one(draw, 1, 2, 2, 4, 4, 8, 0),
      taken: draw(4),
      holds: draw(4) === 0,
      averageOccupancy: one(draw, 0, 0.1, 2, 60),
    }),
  ),
  cached: draw(4) === 0 ? drawCached(draw) : null,
});

const drawFlowRun = (draw: Draw): FlowRunFact =>
  draw(8) === 0
    ? GONE
    : flowRun(one<StateType | null>(draw, null, ...OFTEN, 'RUNNING', 'RUNNING', 'RUNNING'), {
        pauseTimeout: maybe(draw, () => drawMoment(draw)),
        pauseReschedule: one(draw, false, true),
        runCount: draw(4),
      });

const drawCached = (draw: Draw): Facts['cached'] =>
  cached({ ...drawState(draw), type: 'COMPLETED', id: 'donor', timestamp: drawMoment(draw) });
