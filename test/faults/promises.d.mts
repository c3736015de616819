import type { LogEvent } from '../kill/gaps.mjs';

export type Told = Readonly<{
  token: string;
  runId: string;
  granted: string | null; // the id of the state
  recorded?: Readonly<{ decision: string; revision: number }>; // where the grant is
  refusals: readonly Readonly<{ status: string; reason: string; decision: string }>[];
  unanswered: number; // sendings without an answer
}>;

export declare function brokenPromises(
  proposals: readonly Told[],
  streams: ReadonlyMap<string, readonly LogEvent[]>,
): string[];
