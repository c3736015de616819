import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog, type EventStore, type Position, type SqliteLog } from '@app/event-store';
import { Admission, openLedger, systemSources, type Ledger, type Origin } from '@app/ledger';
import { micros, NO_DETAILS, type StateType } from '@app/orchestration';
import {
  openSqliteReadModel,
  openSqliteReadModelReader,
  type Checkpoint,
  type ListedTaskRun,
} from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import type { Turns } from './in-turn.js';
import { Projector } from './projector.module.js';

const EVERY_RUN = { filter: null, inFlow: false };
const PAGE = 200;
const NOON = micros(1_800_000_000_000_000n);
const ORIGIN: Origin = {
  actor: 'alice',
  correlationId: 'request',
  traceparent: null,
  receivedAt: NOON,
};

/** A projector at work. */
export type Following = Readonly<{
  failures: readonly (Error | null)[];
  /** Waits until the rows show the position. */
  reaches: (position: Position) => Promise<void>;
  end: () => Promise<void>;
}>;

type FollowOptions = Readonly<{
  directory?: string;
  log?: Pick<EventStore, 'subscribe'>;
  turns?: Turns;
}>;

/** A ledger on a log in a directory of its own. */
export class House {
  private lives = 0;

  private constructor(
    readonly directory: string,
    readonly log: SqliteLog,
    private readonly ledger: Ledger,
  ) {}

  static async open(): Promise<House> {
    const directory = mkdtempSync(join(tmpdir(), 'runledger-projector-'));
    const log = openSqliteLog(directory);
    const ledger = await openLedger(log, {
      sources: systemSources(),
      admission: new Admission({ inFlight: 64, waiting: 64 }, () => null),
      shared: false,
      cachedCharacters: 1_000_000,
    });
    return new House(directory, log, ledger);
  }

  get logId(): string {
    return this.ledger.identity.logId;
  }

  close(): void {
    this.log.close();
    rmSync(this.directory, { recursive: true });
  }

  /** Lets so many more runs live; each third is renamed in the end, each fifth deleted. */
  async live(runs: number): Promise<void> {
    await Promise.all(Array.from({ length: runs }, () => this.liveOnce((this.lives += 1))));
  }

  /** Lets the rows of a directory follow the log, in turn with others if there are any. */
  follow({ directory = this.directory, log = this.log, turns }: FollowOptions = {}): Following {
    const readModel = openSqliteReadModel(directory);
    const shown = new SharedPosition();
    const failures: (Error | null)[] = [];
    const projector = new Projector({
      log,
      logId: this.logId,
      head: async () => this.log.head,
      readModel,
      shown,
      onFailure: (failure) => failures.push(failure),
      ...(turns === undefined ? {} : { turns }),
    });
    projector.onApplicationBootstrap();
    return {
      failures,
      async reaches(position) {
        expect(await shown.reached(position, AbortSignal.timeout(30_000))).toBe(true);
      },
      async end() {
        await projector.onApplicationShutdown();
        await readModel.close();
      },
    };
  }

  /** What a projector shows in the end that follows the log alone, in a directory of its own. */
  async expected(): Promise<Rows> {
    const directory = mkdtempSync(join(tmpdir(), 'runledger-expected-'));
    const following = this.follow({ directory });
    await following.reaches(this.log.head);
    await following.end();
    const rows = await shownIn(directory);
    rmSync(directory, { recursive: true });
    return rows;
  }

  private async liveOnce(n: number): Promise<void> {
    const {
      run: { id },
    } = await this.ledger.createTaskRun({ ...NEW_RUN, dynamicKey: String(n) }, ORIGIN);
    for (const type of ['RUNNING', 'COMPLETED'] as const) await this.propose(id, type);
    if (n % 3 === 0) await this.ledger.renameTaskRun(id, `renamed ${n}`, null, ORIGIN);
    if (n % 5 === 0) await this.ledger.deleteTaskRun(id, null, ORIGIN);
  }

  private async propose(id: string, type: StateType): Promise<void> {
    const state = { type, name: type, message: null, data: null, details: NO_DETAILS };
    const unconditional = { idempotencyKey: null, ifMatch: null };
    await this.ledger.setTaskRunState(id, { state, force: true }, unconditional, ORIGIN);
  }
}

export type Rows = Readonly<{ runs: readonly ListedTaskRun[]; at: Checkpoint | null }>;

/** What the read model of a directory shows, while nobody writes. */
export async function shownIn(directory: string): Promise<Rows> {
  const queries = openSqliteReadModelReader(directory);
  const runs: ListedTaskRun[] = [];
  try {
    for (;;) {
      const slice = { sort: 'ID_DESC', limit: PAGE, offset: runs.length } as const;
      const { found, at } = await queries.list(EVERY_RUN, slice, NOON);
      runs.push(...found);
      if (found.length < PAGE) return { runs, at };
    }
  } finally {
    await queries.close();
  }
}

const NEW_RUN = {
  id: null,
  name: 'run',
  flowRunId: null,
  taskKey: 'task',
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
  tags: ['etl'],
  labels: {},
  taskInputs: {},
  state: null,
};
