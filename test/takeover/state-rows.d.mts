import type { LogEvent } from '../kill/gaps.mjs';

export type StateRow = Readonly<{ id: string; revision: bigint }>;

export declare function strayRows(
  rows: readonly StateRow[],
  streams: ReadonlyMap<string, readonly LogEvent[]>,
): string[];
