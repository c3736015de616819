import { formatMoment, type Judged, type Readings } from '@app/orchestration';

/** A rule trace as stored: terse, since every event carries one. What is null is not written. */
export type RecordedTrace = readonly RecordedJudgement[];

export type RecordedJudgement = Readonly<{
  rule: string;
  read?: Readonly<Record<string, string | number | boolean>> | undefined;
  said: string;
}>;

export const recordTrace = (trace: readonly Judged[]): RecordedTrace =>
  trace.map(({ rule, read, said }) => ({ rule, read: recordReadings(read), said }));

function recordReadings(readings: Readings): RecordedJudgement['read'] {
  let recorded: Record<string, string | number | boolean> | undefined;
  for (const [name, value] of Object.entries(readings)) {
    if (value === null) continue;
    recorded ??= {};
    recorded[name] = typeof value === 'bigint' ? formatMoment(value) : value;
  }
  return recorded;
}
