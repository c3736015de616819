import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openSqliteLog,
  OutcomeUnknown,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type SqliteLog,
  type StoredEvent,
} from '@app/event-store';
import { micros } from '@app/orchestration';
import {
  dataOf,
  LedgerHouse,
  newRun,
  NOON,
  ORIGIN,
  propose,
  SECOND,
  UNCONDITIONAL,
} from '../../ledger.fixture.js';
import { copyLog, type CopyProgress, type CopyReport } from './copy-log.js';
import { eventsSoFar } from './survey.js';

/** A ledger, and an empty log beside it that it may be copied to. */
export class CopyHouse {
  readonly progress: CopyProgress[] = [];
  readonly target: SqliteLog;
  readonly #directory = mkdtempSync(join(tmpdir(), 'runledger-copy-'));

  private constructor(readonly source: LedgerHouse) {
    this.target = openSqliteLog(this.#directory);
  }

  static async open(): Promise<CopyHouse> {
    return new CopyHouse(await LedgerHouse.open());
  }

  close(): void {
    this.target.close();
    rmSync(this.#directory, { recursive: true });
    this.source.close();
  }

  copy(
    target: EventStore = this.target,
    source: EventStore = this.source.log,
    signal = new AbortController().signal,
  ): Promise<CopyReport> {
    const onProgress = (progress: CopyProgress) => this.progress.push(progress);
    return copyLog(source, target, { sources: this.source.sources, onProgress, signal });
  }

  /** A run with some states of its own. */
  async run(dynamicKey: string): Promise<string> {
    const { run } = await this.source.ledger.createTaskRun(newRun({ dynamicKey }), ORIGIN);
    await this.propose(run.id, propose('RUNNING'));
    return run.id;
  }

  async propose(id: string, proposal: ReturnType<typeof propose>, times = 1): Promise<void> {
    for (let nth = 0; nth < times; nth += 1) {
      await this.source.ledger.setTaskRunState(id, proposal, UNCONDITIONAL, ORIGIN);
    }
  }

  /** A run with so many refusals. */
  async refusedRun(dynamicKey: string, refusals: number): Promise<string> {
    const id = await this.run(dynamicKey);
    const scheduledTime = micros(NOON + 60n * SECOND);
    await this.propose(id, propose('SCHEDULED', { force: true, scheduledTime }));
    await this.propose(id, propose('RUNNING'), refusals);
    return id;
  }

  /** A run with so many results entered under one cache key. */
  async cachingRun(dynamicKey: string, results: number): Promise<string> {
    const id = await this.run(dynamicKey);
    for (let nth = 0; nth < results; nth += 1) {
      await this.propose(id, propose('COMPLETED', { data: dataOf(nth), cacheKey: 'key' }));
      await this.propose(id, propose('RUNNING', { force: true }));
    }
    return id;
  }

  /** A run that was deleted and made again under the same id. */
  async recreatedRun(dynamicKey: string): Promise<string> {
    const id = await this.run(dynamicKey);
    await this.source.ledger.deleteTaskRun(id, null, ORIGIN);
    await this.source.ledger.createTaskRun(newRun({ id, dynamicKey }), ORIGIN);
    return id;
  }
}

export async function logOf(store: EventStore): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of eventsSoFar(store, new AbortController().signal)) events.push(event);
  return events;
}

export async function streamOf(store: EventStore, stream: string): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.read(stream)) events.push(event);
  return events;
}

/** What becomes of an append: it is not written, or written and not answered; nothing else happens to the others. */
export type Fate = 'lands' | 'is lost' | 'is not told' | 'is refused';

/** A store in which appends have the fate that their number has, from 0. */
export function fateful(store: EventStore, fateOf: (nth: number) => Fate): EventStore {
  let appends = 0;
  const append: EventStore['append'] = async (...place): Promise<Appended> => {
    const fate = fateOf(appends);
    appends += 1;
    if (fate === 'is refused') throw new StoreUnavailable('the store is away');
    if (fate === 'is lost') throw new OutcomeUnknown('the append was lost');
    const appended = await store.append(...place);
    if (fate === 'is not told') throw new OutcomeUnknown('the answer was lost');
    return appended;
  };
  return changed(store, { append });
}

/** A store that lets so many appends land and none after them, as for a process that is killed. */
export const dyingAfter = (store: EventStore, appends: number): EventStore =>
  fateful(store, (nth) => (nth < appends ? 'lands' : 'is refused'));

export const changed = (store: EventStore, changes: Partial<EventStore>): EventStore => ({
  append: (...place) => store.append(...place),
  read: (...place) => store.read(...place),
  subscribe: (...place) => store.subscribe(...place),
  truncateBefore: (...place) => store.truncateBefore(...place),
  ...changes,
});
