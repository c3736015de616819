import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { encodeEvent } from '../codec/event.codec.js';
import type { Decision } from '../decision.js';
import { backgroundPolicy } from './background.policy.js';
import { corePolicy } from './core.policy.js';
import { fixedDecisions, VERSIONS } from './fixed-decisions.fixture.js';
import { forcedPolicy } from './forced.policy.js';

const DECISIONS = 20_000;

// The SHA-256 of the fixed decisions of each policy. If a policy now decides otherwise, raise its version and enter
// its new digest here, as the assertion shows it.
const DIGESTS = JSON.parse(
  readFileSync(new URL('policies.digest.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

const POLICIES = [corePolicy, backgroundPolicy, forcedPolicy];

/** What a decision says, without how it came about. */
const told = (decision: Decision): string => {
  switch (decision.outcome) {
    case 'granted': {
      const { rule, event, before, after } = decision;
      return asText(['granted', rule, encodeEvent(event), before, after]);
    }
    case 'refused':
      return asText(['refused', decision.rule, decision.verdict]);
    case 'missing':
      return asText(['missing', decision.rule, decision.flowRunId]);
  }
};

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? member.toString() : member,
  );

function digestOf(decisions: readonly Decision[]): string {
  const hash = createHash('sha256');
  for (const decision of decisions) hash.update(`${told(decision)}\n`);
  return hash.digest('hex');
}

describe.each(POLICIES)('$version', ({ version, rules }) => {
  let decisions: readonly Decision[] = [];
  beforeAll(() => {
    decisions = [...fixedDecisions(version, DECISIONS)];
  });

  it('decides as it always did, or has another version', () => {
    const decided = { 'raise the policy version if this differs': digestOf(decisions) };
    expect(decided).toEqual({ 'raise the policy version if this differs': DIGESTS[version] });
  });

  it('lets each of its rules say all that it can', () => {
    const said = new Map<string, Set<string>>(rules.map(({ name }) => [name, new Set()]));
    const judges = new Set<string>();
    for (const { policy, trace } of decisions) {
      judges.add(policy);
      for (const { rule, said: ruling } of trace) said.get(rule)?.add(ruling);
    }
    expect([...judges]).toEqual([version]);
    const all = Object.fromEntries(
      [...said].map(([rule, rulings]) => [rule, [...rulings].sort().join(' ')]),
    );
    expect(all).toEqual(Object.fromEntries(rules.map(({ name }) => [name, SAYINGS[name]])));
  });
});

const SAYINGS: Readonly<Record<string, string>> = {
  PreventPendingTransitions: 'abort amend',
  ServeFromCache: 'pass replace',
  LeaveTerminalState: 'abort amend pass refuse',
  RequireRunningFlow: 'abort pass replace',
  TakeTagSlots: 'abort pass wait',
  CopyScheduledTime: 'amend pass',
  CopyTaskParametersId: 'amend pass',
  WaitForScheduledTime: 'pass wait',
  RetryFailed: 'pass replace',
  RenameRerun: 'amend pass',
  RecordFlowAttempt: 'miss pass',
  InsertIntoCache: 'pass replace',
};

it('has a digest for each policy', () => {
  const versions = POLICIES.map(({ version }) => version);
  expect(Object.keys(DIGESTS)).toEqual(versions);
  expect(VERSIONS).toEqual(versions);
});
