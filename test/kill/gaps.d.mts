export type LogEvent = Readonly<{
  stream: string;
  revision: bigint;
  id: string;
  type: string;
  data: string; // JSON
}>;

export declare function gapsOf(stream: readonly LogEvent[]): string[];
