import type { Readings, Rule, Ruling, Transition } from './rule.js';
import type { ProposedState } from './state.js';

/** An ordered list of rules. The version is raised by hand whenever some input would be answered otherwise. */
export type Policy<Run, Facts, Effect> = Readonly<{
  version: string;
  rules: readonly Rule<Run, Facts, Effect>[];
}>;

/** The answer to a proposal: what became of it and why. */
export type Verdict =
  | Readonly<{ status: 'ACCEPT' }>
  | Readonly<{ status: 'REJECT' | 'ABORT'; reason: string }>
  | Readonly<{ status: 'WAIT'; reason: string; delaySeconds: number }>;

/** One rule's part in a judgement: what it read, what it said. */
export type Judged = Readonly<{
  rule: string;
  read: Readings;
  said: Ruling<unknown, unknown>['says'];
}>;

export type Judgement<Run, Effect> = Readonly<{
  written: ProposedState | null; // null: nothing is written
  verdict: Verdict;
  rule: string | null; // the rule that the verdict comes from; null: accepted
  missing: string | null; // the id of a flow run that is gone; then the verdict says nothing
  run: Run;
  effects: readonly Effect[];
  trace: readonly Judged[];
}>;

/**
 * Asks in order each rule that governs the intended pair; once a rule has changed the pair, the rest keep silent
 * (5.2, M3). What the rules changed in the run and what they want done count only if the pair stayed (M4).
 */
export function judge<Run, Facts, Effect>(
  policy: Policy<Run, Facts, Effect>,
  intended: Transition<Run, Facts>,
): Judgement<Run, Effect> {
  const course = policy.rules
    .filter((rule) => governs(rule, intended))
    .reduce(ask(intended), {
      written: intended.proposed,
      verdict: { status: 'ACCEPT' },
      rule: null,
      missing: null,
      run: intended.run,
      effects: [],
      trace: [],
    });
  const stayed = course.written?.type === intended.proposed.type;
  return stayed ? course : { ...course, run: intended.run, effects: [] };
}

const governs = <Run, Facts, Effect>(
  rule: Rule<Run, Facts, Effect>,
  { current, proposed }: Transition<Run, Facts>,
): boolean => rule.from.includes(current?.type ?? null) && rule.to.includes(proposed.type);

const ask =
  <Run, Facts, Effect>(intended: Transition<Run, Facts>) =>
  (so: Judgement<Run, Effect>, rule: Rule<Run, Facts, Effect>): Judgement<Run, Effect> => {
    if (so.written?.type !== intended.proposed.type) return so;
    const transition = { ...intended, proposed: so.written, run: so.run };
    const ruling = rule.judge(transition);
    const trace = [
      ...so.trace,
      { rule: rule.name, read: rule.reads(transition), said: ruling.says },
    ];
    return { ...so, ...consequence(so, rule.name, ruling), trace };
  };

function consequence<Run, Effect>(
  so: Judgement<Run, Effect>,
  rule: string,
  ruling: Ruling<Run, Effect>,
): Partial<Judgement<Run, Effect>> {
  switch (ruling.says) {
    case 'pass':
      return changes(so, ruling);
    case 'amend':
      return { ...changes(so, ruling), written: ruling.proposed };
    case 'replace':
      return {
        ...changes(so, ruling),
        written: ruling.substitute,
        rule,
        verdict: { status: 'REJECT', reason: ruling.reason },
      };
    case 'refuse':
      return { written: null, rule, verdict: { status: 'REJECT', reason: ruling.reason } };
    case 'wait':
      return {
        written: null,
        rule,
        verdict: { status: 'WAIT', reason: ruling.reason, delaySeconds: ruling.seconds },
      };
    case 'abort':
      return { written: null, rule, verdict: { status: 'ABORT', reason: ruling.reason } };
    case 'miss':
      return { written: null, rule, missing: ruling.flowRunId };
  }
}

const changes = <Run, Effect>(
  so: Judgement<Run, Effect>,
  { run, effects }: Readonly<{ run?: Partial<Run>; effects?: readonly Effect[] }>,
): Partial<Judgement<Run, Effect>> => ({
  run: run === undefined ? so.run : { ...so.run, ...run },
  effects: effects === undefined ? so.effects : [...so.effects, ...effects],
});
