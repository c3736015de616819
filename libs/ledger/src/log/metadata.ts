import { formatMoment } from '@app/orchestration';
import {
  SCHEMA_VERSION,
  type RecordedFacts,
  type RecordedProposal,
  type RecordedTrace,
} from '@app/task-run';
import type { Cause } from '../origin.js';

/** Why a decision was made, beside the event that it led to. */
export type DecisionRecord = Readonly<{
  policy: string;
  facts: RecordedFacts;
  trace: RecordedTrace;
  proposal: RecordedProposal;
  shownOnce?: true | undefined; // the answer showed data that is not stored (5.5)
}>;

/** The metadata of an event, but for the hash chain. */
export type Metadata = Readonly<{
  schema: number;
  $correlationId: string;
  $causationId: string; // the command
  actor: string;
  receivedAt: string;
  traceparent?: string | undefined;
}> &
  Partial<DecisionRecord>;

export const encodeMetadata = ({ commandId, origin }: Cause, record?: DecisionRecord): string => {
  const metadata: Metadata = {
    schema: SCHEMA_VERSION,
    $correlationId: origin.correlationId,
    $causationId: commandId,
    actor: origin.actor,
    receivedAt: formatMoment(origin.receivedAt),
    traceparent: origin.traceparent ?? undefined,
    ...record,
  };
  return JSON.stringify(metadata);
};

export const decodeMetadata = (text: string): Metadata => JSON.parse(text) as Metadata;
