import type { Micros } from '@app/orchestration';

/** Where a command comes from: kept with every event that it causes. */
export type Origin = Readonly<{
  actor: string;
  correlationId: string; // of the request
  traceparent: string | null;
  receivedAt: Micros;
}>;

/** One command on its way: its id is the cause of what it appends. */
export type Cause = Readonly<{ commandId: string; origin: Origin }>;
