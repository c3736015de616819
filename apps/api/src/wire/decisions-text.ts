import { formatMoment } from '@app/orchestration';
import type { DecisionLine } from '@app/ledger';

/** The decisions about a run, in order: what was asked, what was answered, and why. */
export const decisionsText = (lines: readonly DecisionLine[]): string =>
  JSON.stringify(lines.map(decisionFields));

function decisionFields(line: DecisionLine): object {
  const { verdict, metadata } = line;
  return {
    id: line.id,
    revision: Number(line.revision),
    transition: line.transition,
    state_id: line.stateId,
    from: line.from,
    proposed: line.proposed,
    status: verdict.status,
    rule: line.rule,
    reason: verdict.status === 'ACCEPT' ? null : verdict.reason,
    delay_seconds: verdict.status === 'WAIT' ? verdict.delaySeconds : null,
    at: formatMoment(line.at),
    first: formatMoment(line.first),
    last: formatMoment(line.at),
    count: line.count,
    actor: metadata.actor,
    request_id: metadata.$correlationId,
    command_id: metadata.$causationId,
    policy: metadata.policy ?? null,
    facts: metadata.facts ?? null,
    trace: metadata.trace ?? [],
  };
}
