import type { KeyReserved, RefusalEvent, StateCached, TaskRunEvent } from '../events.js';
import { codec, type Codec } from './codec.js';
import { fromStoredMoment, toStoredMoment } from './moment.codec.js';
import { refusalRepeated, transitionRefused } from './refusal.codec.js';
import { fromStoredState, toStoredState, type StoredState } from './state.codec.js';
import { stateSet, taskRunCreated, taskRunDeleted, taskRunRenamed } from './task-run.codec.js';

export type LedgerEvent = TaskRunEvent | RefusalEvent | StateCached | KeyReserved;

/** The version of the stored shapes: they only grow, and a change that an old reader would misread raises it. */
export const SCHEMA_VERSION = 1;

/** The data of an event as JSON text. */
export const encodeEvent = (event: LedgerEvent): string => codecOf(event).encode(event);

/** The event that was stored with this type and data; undefined for a type that this version does not know. */
export const decodeEvent = (type: string, data: string): LedgerEvent | undefined =>
  isKnown(type) ? CODECS[type].decode(data) : undefined;

type Type = LedgerEvent['type'];

const codecOf = <E extends LedgerEvent>(event: E): Codec<E> => CODECS[event.type] as Codec<E>;

const isKnown = (type: string): type is Type => Object.hasOwn(CODECS, type);

const stateCached = codec<
  StateCached,
  { expiration: string | undefined; state: StoredState; donor: { runId: string; revision: number } }
>(
  ({ expiration, state, donor }) => ({
    expiration: toStoredMoment(expiration),
    state: toStoredState(state),
    donor: { runId: donor.runId, revision: Number(donor.revision) },
  }),
  ({ expiration, state, donor }) => ({
    type: 'StateCached',
    expiration: fromStoredMoment(expiration),
    state: fromStoredState(state),
    donor: { runId: donor.runId, revision: BigInt(donor.revision) },
  }),
);

const keyReserved = codec<KeyReserved, { runId: string; at: number }>(
  ({ runId, at }) => ({ runId, at: Number(at) }),
  ({ runId, at }) => ({ type: 'KeyReserved', runId, at: BigInt(at) }),
);

const CODECS: { readonly [T in Type]: Codec<Extract<LedgerEvent, { type: T }>> } = {
  TaskRunCreated: taskRunCreated,
  StateSet: stateSet,
  TaskRunRenamed: taskRunRenamed,
  TaskRunDeleted: taskRunDeleted,
  TransitionRefused: transitionRefused,
  RefusalRepeated: refusalRepeated,
  StateCached: stateCached,
  KeyReserved: keyReserved,
};
