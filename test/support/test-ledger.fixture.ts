import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog, type EventStore, type SqliteLog } from '@app/event-store';
import { Admission, openLedger, systemSources, type Ledger, type Origin } from '@app/ledger';
import { NO_DETAILS, type ProposedState, type StateType } from '@app/orchestration';
import type { CreateTaskRun } from '@app/task-run';
import { newRun, ORIGIN, UNCONDITIONAL } from '../../libs/ledger/src/ledger.fixture.js';

const OF_A_TRACE: Origin = {
  ...ORIGIN,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

/** A ledger on an embedded log in a directory of its own, and who lets runs live there. */
export class TestLedger {
  #created = 0;
  #lived = 0;

  private constructor(
    readonly directory: string,
    readonly log: SqliteLog,
    readonly ledger: Ledger,
  ) {}

  /** @param directory of a log that is there already; left out: a new one */
  static async open(
    directory = mkdtempSync(join(tmpdir(), 'runledger-ledger-')),
  ): Promise<TestLedger> {
    const log = openSqliteLog(directory);
    return new TestLedger(directory, log, await ledgerOn(log));
  }

  close(): void {
    this.log.close();
    rmSync(this.directory, { recursive: true });
  }

  /** Creates a run and tells its id; with a key of its own, unless one is given. */
  async create(fields: Partial<CreateTaskRun> = {}): Promise<string> {
    const dynamicKey = String((this.#created += 1));
    const { run } = await this.ledger.createTaskRun(newRun({ dynamicKey, ...fields }), OF_A_TRACE);
    return run.id;
  }

  /** Forces a run into a state and tells where the transition stands. */
  async set(id: string, type: StateType, fields: Partial<ProposedState> = {}): Promise<bigint> {
    const nothing = { message: null, data: null, details: NO_DETAILS };
    const proposal = { state: { type, name: type, ...nothing, ...fields }, force: true };
    const set = await this.ledger.setTaskRunState(id, proposal, UNCONDITIONAL, OF_A_TRACE);
    return set.position;
  }

  /** Creates a run that runs and completes. */
  async complete(fields: Partial<CreateTaskRun> = {}): Promise<string> {
    const id = await this.create(fields);
    for (const type of ['RUNNING', 'COMPLETED'] as const) await this.set(id, type);
    return id;
  }

  async rename(id: string, name: string): Promise<void> {
    await this.ledger.renameTaskRun(id, name, null, OF_A_TRACE);
  }

  async delete(id: string): Promise<void> {
    await this.ledger.deleteTaskRun(id, null, OF_A_TRACE);
  }

  /** Lets so many more runs live; each third is renamed in the end, each fifth deleted. */
  async live(runs: number): Promise<void> {
    const liveOnce = async (): Promise<void> => {
      const id = await this.complete({ tags: ['etl'] });
      const n = (this.#lived += 1);
      if (n % 3 === 0) await this.rename(id, `renamed ${n}`);
      if (n % 5 === 0) await this.delete(id);
    };
    await Promise.all(Array.from({ length: runs }, liveOnce));
  }
}

/** A ledger on a log that nobody else writes. */
const ledgerOn = (log: EventStore): Promise<Ledger> =>
  openLedger(log, {
    sources: systemSources(),
    admission: new Admission({ inFlight: 256, waiting: 4_096 }, () => null),
    shared: false,
    cachedCharacters: 1_000_000,
  });
