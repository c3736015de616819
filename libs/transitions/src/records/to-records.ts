import type { LoggedEvent } from '../logged-event.js';
import type { PublicRecord } from '../public-record.js';
import {
  deletionHeaders,
  stateHeaders,
  transitionHeaders,
  type RecordOrigin,
} from './record-headers.js';
import { currentStateText, transitionText } from './record-values.js';

/** What the world is told of an event: of a transition, then of the state that came of it. */
export const toRecords = (logged: LoggedEvent, origin: RecordOrigin): readonly PublicRecord[] =>
  [toTransitionRecord(logged, origin), toStateRecord(logged, origin)].filter(
    (record) => record !== null,
  );

/** The record of a transition; null for an event that is none. */
export function toTransitionRecord(logged: LoggedEvent, origin: RecordOrigin): PublicRecord | null {
  const { event, taskRunId: key } = logged;
  switch (event.type) {
    case 'StateSet':
      return {
        topic: 'transitions',
        key,
        headers: transitionHeaders(logged, event, origin),
        value: transitionText(logged, event),
      };
    case 'TaskRunDeleted':
    case 'TaskRunCreated':
    case 'TaskRunRenamed':
      return null;
  }
}

/** The record of a run's current state, or of its end; null for an event that changes neither. A rename shows with the next transition. */
export function toStateRecord(logged: LoggedEvent, origin: RecordOrigin): PublicRecord | null {
  const { event, taskRunId: key } = logged;
  switch (event.type) {
    case 'StateSet':
      return {
        topic: 'states',
        key,
        headers: stateHeaders(logged, event, origin),
        value: currentStateText(logged, event),
      };
    case 'TaskRunDeleted':
      return { topic: 'states', key, headers: deletionHeaders(logged, event, origin), value: null };
    case 'TaskRunCreated':
    case 'TaskRunRenamed':
      return null;
  }
}
