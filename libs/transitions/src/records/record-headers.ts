import { formatMoment, type Micros } from '@app/orchestration';
import type { StateSet, TaskRunDeleted } from '@app/task-run';
import type { LoggedEvent } from '../logged-event.js';
import type {
  CloudEventHeaders,
  DeletionHeaders,
  StateHeaders,
  TransitionHeaders,
} from '../schemas/headers.js';
import { STATE_SCHEMA, TRANSITION_SCHEMA } from '../schemas/schema-files.js';

/** Where records come from. */
export type RecordOrigin = Readonly<{
  ledgerId: string;
  publicUrl: string; // of the api, which serves the schemas; no slash at its end
}>;

export const transitionHeaders = (
  logged: LoggedEvent,
  { state, transition }: StateSet,
  origin: RecordOrigin,
): TransitionHeaders => ({
  'content-type': 'application/json',
  ...cloudEvent(logged, state.timestamp, origin),
  ce_id: logged.id,
  ce_type: 'io.runledger.task-run.transitioned.v1',
  ce_sequence: transition.toString().padStart(16, '0'),
  ce_dataschema: schemaUrl(origin, TRANSITION_SCHEMA),
});

export const stateHeaders = (
  logged: LoggedEvent,
  { state }: StateSet,
  origin: RecordOrigin,
): StateHeaders => ({
  'content-type': 'application/json',
  ...cloudEvent(logged, state.timestamp, origin),
  ce_id: stateId(logged),
  ce_type: 'io.runledger.task-run.state-changed.v1',
  ce_dataschema: schemaUrl(origin, STATE_SCHEMA),
});

export const deletionHeaders = (
  logged: LoggedEvent,
  { at }: TaskRunDeleted,
  origin: RecordOrigin,
): DeletionHeaders => ({
  ...cloudEvent(logged, at, origin),
  ce_id: stateId(logged),
  ce_type: 'io.runledger.task-run.deleted.v1',
});

const cloudEvent = (
  { taskRunId, traceparent }: LoggedEvent,
  at: Micros,
  { ledgerId }: RecordOrigin,
): Omit<CloudEventHeaders, 'ce_id'> => ({
  ce_specversion: '1.0',
  ce_source: sourceOf(ledgerId),
  ce_subject: taskRunId,
  ce_time: formatMoment(at),
  ...(traceparent === null ? {} : { traceparent }),
});

/** The source that the records of a ledger name. */
export const sourceOf = (ledgerId: string): string => `urn:runledger:${ledgerId}`;

/** Source and id are an identity, and the transition's record has that of the event. */
const stateId = ({ id }: LoggedEvent): string => `${id}:state`;

const schemaUrl = ({ publicUrl }: RecordOrigin, file: string): string =>
  `${publicUrl}/api/schemas/${file}`;
