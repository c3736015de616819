import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog, type EventStore, type SqliteLog, type StoredEvent } from '@app/event-store';
import {
  defaultName,
  micros,
  NO_DETAILS,
  type Data,
  type State,
  type StateDetails,
  type StateType,
} from '@app/orchestration';
import type { CreateTaskRun, Proposal } from '@app/task-run';
import { Admission } from './admission.js';
import { openLedger, type Ledger } from './ledger.js';
import type { Origin } from './origin.js';
import type { Sources } from './parts.js';
import type { DecisionLine } from './reads/decisions.js';
import type { Conditions } from './set-task-run-state.js';

export const NOON = micros(1_800_000_000_000_000n);
export const SECOND = 1_000_000n;

/** A ledger on a log in a directory of its own, with a clock that is set by hand and ids that count. */
export class LedgerHouse {
  readonly directory = mkdtempSync(join(tmpdir(), 'runledger-ledger-'));
  now = NOON;
  log!: SqliteLog;
  ledger!: Ledger;
  dead: string | null = null; // appends to streams that begin so fail, as if the process had died before
  #ids = 0;

  static async open(): Promise<LedgerHouse> {
    const house = new LedgerHouse();
    await house.start();
    return house;
  }

  async start(): Promise<void> {
    this.log = openSqliteLog(this.directory);
    this.dead = null;
    this.ledger = await this.another(this.mortal());
  }

  /** A second ledger on the same log, as another process would have it if the log is shared. */
  another(store: EventStore, shared = false): Promise<Ledger> {
    const { sources } = this;
    const admission = new Admission({ inFlight: 64, waiting: 64 }, () => null);
    return openLedger(store, { sources, admission, shared, cachedCharacters: 10_000_000 });
  }

  private mortal(): EventStore {
    const { log } = this;
    return {
      append: (stream, ...rest) =>
        this.dead !== null && stream.startsWith(this.dead)
          ? Promise.reject(new Error('died'))
          : log.append(stream, ...rest),
      read: (...place) => log.read(...place),
      subscribe: (...place) => log.subscribe(...place),
      truncateBefore: (...place) => log.truncateBefore(...place),
    };
  }

  async restart(): Promise<void> {
    this.log.close();
    await this.start();
  }

  close(): void {
    this.log.close();
    rmSync(this.directory, { recursive: true });
  }

  async events(stream: string): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of this.log.read(stream)) events.push(event);
    return events;
  }

  async states(id: string): Promise<readonly State[]> {
    return (await this.ledger.readStates(id)).states;
  }

  async decisions(id: string): Promise<readonly DecisionLine[]> {
    return (await this.ledger.readDecisions(id)).lines;
  }

  readonly sources: Sources = {
    now: () => this.now,
    chance: () => 0.5,
    newCommandId: () => this.#nextId('c'),
    newStateId: () => this.#nextId('5'),
    newRunId: () => this.#nextId('a'),
  };

  #nextId(kind: string): string {
    this.#ids += 1;
    return `${kind}0000000-0000-7000-8000-${this.#ids.toString(16).padStart(12, '0')}`;
  }
}

export const ORIGIN: Origin = {
  actor: 'alice',
  correlationId: 'request-1',
  traceparent: null,
  receivedAt: NOON,
};

export const UNCONDITIONAL: Conditions = { idempotencyKey: null, ifMatch: null };

export const newRun = (fields: Partial<CreateTaskRun> = {}): CreateTaskRun => ({
  id: null,
  name: 'run',
  flowRunId: null,
  taskKey: 'task',
  dynamicKey: '0',
  cacheKey: null,
  cacheExpiration: null,
  taskVersion: null,
  empiricalPolicy: {
    maxRetries: 0,
    retryDelaySeconds: 0,
    retries: null,
    retryDelay: null,
    retryJitterFactor: null,
  },
  tags: [],
  labels: {},
  taskInputs: {},
  state: null,
  ...fields,
});

export const propose = (
  type: StateType,
  {
    force = false,
    name = defaultName(type),
    message = null,
    data = null,
    ...details
  }: Partial<StateDetails> & {
    force?: boolean;
    name?: string;
    message?: string | null;
    data?: Data | null;
  } = {},
): Proposal => ({
  state: { type, name, message, data, details: { ...NO_DETAILS, ...details } },
  force,
});

export const dataOf = (value: Data['value']): Data => ({ value, source: null });
