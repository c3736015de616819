import fc from 'fast-check';
import {
  ALL,
  clock,
  count,
  maybe,
  moment,
  number,
  state,
  text,
  type,
} from './arbitrary-state.fixture.js';
import type { Facts, FlowRunFact, LimitFact } from './facts.js';
import { FLOW_RUN_ID, GONE, RUN_ID, STATE_ID } from './situation.fixture.js';

const liveFlowRun = fc.record(
  {
    id: fc.constant(FLOW_RUN_ID),
    gone: fc.constant(false as const),
    type: maybe(type),
    pauseTimeout: maybe(moment),
    pauseReschedule: fc.boolean(),
    runCount: count,
  },
  ALL,
);

const flowRun: fc.Arbitrary<FlowRunFact> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(GONE) },
  { weight: 6, arbitrary: liveFlowRun },
);

const limit: fc.Arbitrary<LimitFact> = fc.record(
  {
    id: text,
    tag: text,
    limit: fc.nat({ max: 4 }),
    taken: fc.nat({ max: 4 }),
    holds: fc.boolean(),
    averageOccupancy: number.map(Math.abs),
  },
  ALL,
);

const cached = fc.record(
  {
    state: state.map((donor) => ({ ...donor, type: 'COMPLETED' as const })),
    donor: fc.record(
      { runId: fc.constant(RUN_ID), revision: fc.bigInt({ min: 0n, max: 2n ** 53n }) },
      ALL,
    ),
  },
  ALL,
);

export const facts: fc.Arbitrary<Facts> = fc.record(
  {
    now: clock,
    chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map(Math.abs),
    stateId: fc.constant(STATE_ID),
    flowRun: maybe(flowRun),
    limits: fc.array(limit, { maxLength: 2 }),
    cached: fc.option(cached, { nil: null, freq: 1 }),
  },
  ALL,
);
