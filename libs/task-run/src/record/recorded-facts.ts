import { formatMoment, parseMoment, type Judged, type StateType } from '@app/orchestration';
import { fromStoredMoment, toStoredMoment } from '../codec/moment.codec.js';
import type { CachedState, Facts, FlowRunFact, LimitFact } from '../facts.js';

/** The facts of a decision as stored beside it. Another run's state is named, not copied; the id of the own one is in the event. */
export type RecordedFacts = Readonly<{
  now: string;
  chance?: number | undefined; // only if a rule looked at it
  flowRun?: RecordedFlowRun | undefined;
  limits?: readonly LimitFact[] | undefined;
  cached?: Readonly<{ runId: string; revision: number }> | undefined;
}>;

type RecordedFlowRun =
  | Readonly<{ id: string; gone: true }>
  | Readonly<{
      id: string;
      gone: false;
      type: StateType | null;
      pauseTimeout?: string | undefined;
      pauseReschedule: boolean;
      runCount: number;
    }>;

export const recordFacts = (facts: Facts, trace: readonly Judged[]): RecordedFacts => ({
  now: formatMoment(facts.now),
  chance: trace.some(({ read }) => typeof read.chance === 'number') ? facts.chance : undefined,
  flowRun: facts.flowRun === null ? undefined : recordFlowRun(facts.flowRun),
  limits: facts.limits.length === 0 ? undefined : facts.limits,
  cached:
    facts.cached === null
      ? undefined
      : { runId: facts.cached.donor.runId, revision: Number(facts.cached.donor.revision) },
});

/**
 * The facts that were recorded.
 *
 * @param stateId of the state that was written; any, if none was
 * @param cached what `recorded.cached` names, out of the donor's stream
 */
export const recallFacts = (
  recorded: RecordedFacts,
  stateId: string,
  cached: CachedState | null,
): Facts => ({
  now: parseMoment(recorded.now),
  chance: recorded.chance ?? 0,
  stateId,
  flowRun: recorded.flowRun === undefined ? null : recallFlowRun(recorded.flowRun),
  limits: recorded.limits ?? [],
  cached,
});

const recordFlowRun = (flowRun: FlowRunFact): RecordedFlowRun =>
  flowRun.gone ? flowRun : { ...flowRun, pauseTimeout: toStoredMoment(flowRun.pauseTimeout) };

const recallFlowRun = (recorded: RecordedFlowRun): FlowRunFact =>
  recorded.gone ? recorded : { ...recorded, pauseTimeout: fromStoredMoment(recorded.pauseTimeout) };
