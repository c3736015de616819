import { randomUUID } from 'node:crypto';
import {
  NO_STREAM,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '@app/event-store';
import { micros, NO_DETAILS, type StateType } from '@app/orchestration';
import { NO_BOOKS, type StateSet } from '@app/task-run';
import type { LoggedEvent } from '../logged-event.js';

/** What a test says of a transition. */
type Told = Readonly<{
  flowRunId?: string | null;
  tags?: readonly string[];
  type?: StateType;
  message?: string;
}>;

export const ORIGIN = {
  ledgerId: '11111111-1111-4111-8111-111111111111',
  publicUrl: 'https://runledger.example.org',
};

/** Writes a transition to a stream of its own; the log keeps what the test says of it. */
export async function write(log: EventStore, told: Told = {}): Promise<Position> {
  const { position } = await log.append(`run-${randomUUID()}`, NO_STREAM, [eventOf(told)]);
  return position;
}

/** Writes an event that no run has. */
export async function writeOther(log: EventStore, type = 'Other'): Promise<Position> {
  const event = { ...eventOf({}), type };
  const { position } = await log.append(`other-${randomUUID()}`, NO_STREAM, [event]);
  return position;
}

/** Reads what {@link write} wrote, and nothing else. */
export function read({ type, data, id, stream, revision }: StoredEvent): LoggedEvent | null {
  if (type === 'Unreadable') throw new SyntaxError('unreadable');
  if (type !== 'Told') return null;
  const event = stateSet(JSON.parse(data) as Told);
  return { id, taskRunId: stream.replace('run-', ''), revision, event, traceparent: null };
}

export const stateSet = ({
  flowRunId = null,
  tags = [],
  type = 'RUNNING',
  message = '',
}: Told): StateSet => ({
  type: 'StateSet',
  transition: 1,
  from: null,
  verdict: { status: 'ACCEPT' },
  state: {
    id: '22222222-2222-4222-8222-222222222222',
    type,
    name: type,
    timestamp: micros(1_800_000_000_000_000n),
    message,
    data: null,
    details: NO_DETAILS,
  },
  run: NO_BOOKS,
  about: { flowRunId, taskKey: 'task', dynamicKey: '0', name: 'run', tags },
  request: null,
});

const eventOf = (told: Told): NewEvent => ({
  id: randomUUID(),
  type: 'Told',
  data: JSON.stringify(told),
  metadata: '{}',
});
