import type { LogEvent } from '../kill/gaps.mjs';

export type ShownRun = Readonly<{
  run: Readonly<{ state_id: string }>;
  row: unknown;
  states: readonly Readonly<{ id: string }>[];
  decisions: readonly Readonly<{ id: string; transition: number | null }>[];
}>;

export declare function differences(one: ShownRun, other: ShownRun): string[];
export declare function departures(shown: ShownRun, events: readonly LogEvent[]): string[];
