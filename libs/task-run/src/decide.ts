import {
  isUnpersisted,
  judge,
  latest,
  micros,
  plus,
  stored,
  type Data,
  type Judgement,
  type ProposedState,
  type State,
} from '@app/orchestration';
import { keepBooks } from './bookkeeping.js';
import type { Command, Proposal } from './commands.js';
import type { Granted, Decision, Refusal, Refused, SlotRelease } from './decision.js';
import type { StateSet, TaskRunCreated } from './events.js';
import { evolve } from './evolve.js';
import type { Effect, Facts } from './facts.js';
import { policyFor } from './policies/policy-for.js';
import type { Creation, RequestKey, TaskRun } from './task-run.js';

/**
 * Judges a command against the current run: total, and a function of its arguments alone, so that a decision
 * can be made again from what was recorded with it.
 */
export function decide(command: Command, run: TaskRun, facts: Facts): Decision {
  switch (command.command) {
    case 'CreateTaskRun': {
      const created: TaskRunCreated = {
        type: 'TaskRunCreated',
        run: command.creation,
        at: facts.now,
      };
      const proposal = { state: command.state, force: true };
      return propose(proposal, null, evolve(run, created, run.born), facts, created);
    }
    case 'SetTaskRunState':
      return propose(command.proposal, command.request, run, facts, null);
  }
}

function propose(
  { state, force }: Proposal,
  request: RequestKey | null,
  run: TaskRun,
  facts: Facts,
  created: TaskRunCreated | null,
): Decision {
  const proposed = dueNow(state, facts);
  const policy = policyFor({ state, force });
  const judgement = judge(policy, { current: run.state, proposed, run, facts });
  const reasons = { policy: policy.version, rule: judgement.rule, trace: judgement.trace };
  if (judgement.missing !== null) {
    return { outcome: 'missing', flowRunId: judgement.missing, ...reasons };
  }
  return judgement.written === null
    ? { outcome: 'refused', ...reasons, ...refused(judgement, run, proposed, facts) }
    : {
        outcome: 'granted',
        ...reasons,
        ...granted(judgement, judgement.written, run, request, facts, created),
      };
}

/** A SCHEDULED state without a time is due now. */
const dueNow = (state: ProposedState, { now }: Facts): ProposedState =>
  state.type === 'SCHEDULED' && state.details.scheduledTime === null
    ? { ...state, details: { ...state.details, scheduledTime: now } }
    : state;

function refused(
  { verdict, rule }: Judgement<TaskRun, Effect>,
  run: TaskRun,
  { type, name }: ProposedState,
  { now }: Facts,
): Pick<Refused, 'verdict' | 'refusal'> {
  const refusal: Refusal = {
    type: 'TransitionRefused',
    from: run.state?.type ?? null,
    proposed: { type, name },
    verdict,
    rule: rule ?? '',
    at: now,
  };
  return { verdict, refusal };
}

function granted(
  judgement: Judgement<TaskRun, Effect>,
  written: ProposedState,
  run: TaskRun,
  request: RequestKey | null,
  facts: Facts,
  created: TaskRunCreated | null,
): Pick<Granted, 'verdict' | 'created' | 'event' | 'answer' | 'before' | 'after'> {
  const state = writtenState(written, run, facts);
  const event: StateSet = {
    type: 'StateSet',
    transition: run.transition + 1,
    from: run.state?.type ?? null,
    verdict: judgement.verdict,
    state,
    run: keepBooks(judgement.run, run.state, state),
    about: aboutOf(run),
    request,
  };
  return {
    verdict: judgement.verdict,
    created,
    event,
    answer: { ...state, data: shown(written.data) },
    before: judgement.effects,
    after: releases(state, facts),
  };
}

/** The state as stored. It is later than the moment that it was judged at, and than every earlier one of the run. */
function writtenState(written: ProposedState, run: TaskRun, facts: Facts): State {
  return {
    id: facts.stateId,
    type: written.type,
    name: written.name,
    timestamp: plus(latest(facts.now, run.greatest), micros(1n)),
    message: written.message,
    data: stored(written.data),
    details: { ...written.details, flowRunId: run.flowRunId, taskRunId: run.id },
  };
}

/** Data that is not stored is shown once, in the answer to the proposal that brought it. */
const shown = (data: Data | null): Data | null =>
  data !== null && isUnpersisted(data) ? data : stored(data);

const aboutOf = ({ flowRunId, taskKey, dynamicKey, name, tags }: Creation): StateSet['about'] => ({
  flowRunId,
  taskKey,
  dynamicKey,
  name,
  tags,
});

/** A run that is neither RUNNING nor CANCELLING gives its slots back, whatever the policy (5.4, rule 14). */
const releases = ({ type }: State, { limits }: Facts): readonly SlotRelease[] =>
  type === 'RUNNING' || type === 'CANCELLING'
    ? []
    : limits
        .filter(({ holds }) => holds)
        .map(({ id }) => ({ effect: 'release-slot', limitId: id }));
