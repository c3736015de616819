import type { Chance } from '../kill/chance.mjs';

export type Fault<Kind> = Readonly<{ kind: Kind; answers: number; ms: number; which: number }>;

export declare function planFaults<Kind>(
  count: number,
  kinds: readonly Kind[],
  rare: readonly Kind[],
  chance: Chance,
): Fault<Kind>[];
