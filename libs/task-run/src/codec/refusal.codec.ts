import { formatMoment, parseMoment, type StateType, type Verdict } from '@app/orchestration';
import type { RefusalRepeated, TransitionRefused } from '../events.js';
import { codec } from './codec.js';

type StoredRepeat = Readonly<{ runRevision: number; at: string; first: string; count: number }>;

type StoredRefusal = StoredRepeat &
  Readonly<{
    from: StateType | undefined;
    proposed: Readonly<{ type: StateType; name: string }>;
    verdict: Verdict;
    rule: string;
  }>;

export const transitionRefused = codec<TransitionRefused, StoredRefusal>(
  (event) => ({
    ...toStoredRepeat(event),
    from: event.from ?? undefined,
    proposed: event.proposed,
    verdict: event.verdict,
    rule: event.rule,
  }),
  (stored) => ({
    type: 'TransitionRefused',
    ...fromStoredRepeat(stored),
    from: stored.from ?? null,
    proposed: stored.proposed,
    verdict: stored.verdict,
    rule: stored.rule,
  }),
);

export const refusalRepeated = codec<RefusalRepeated, StoredRepeat>(toStoredRepeat, (stored) => ({
  type: 'RefusalRepeated',
  ...fromStoredRepeat(stored),
}));

type Repeat = Omit<RefusalRepeated, 'type'>;

function toStoredRepeat({ runRevision, at, first, count }: Repeat): StoredRepeat {
  return {
    runRevision: Number(runRevision),
    at: formatMoment(at),
    first: formatMoment(first),
    count,
  };
}

function fromStoredRepeat({ runRevision, at, first, count }: StoredRepeat): Repeat {
  return {
    runRevision: BigInt(runRevision),
    at: parseMoment(at),
    first: parseMoment(first),
    count,
  };
}
