import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore, Position, SqliteLog } from '@app/event-store';
import { micros } from '@app/orchestration';
import {
  openSqliteReadModel,
  openSqliteReadModelReader,
  type Checkpoint,
  type ListedTaskRun,
} from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import { TestLedger } from '../../../test/support/test-ledger.fixture.js';
import type { Turns } from './in-turn.js';
import { Projector } from './projector.module.js';

const EVERY_RUN = { filter: null, inFlow: false };
const PAGE = 200;
const NOON = micros(1_800_000_000_000_000n);

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

/** A ledger, and projectors that follow its log. */
export class House {
  private constructor(private readonly ours: TestLedger) {}

  static async open(): Promise<House> {
    return new House(await TestLedger.open());
  }

  get directory(): string {
    return this.ours.directory;
  }

  get log(): SqliteLog {
    return this.ours.log;
  }

  get logId(): string {
    return this.ours.ledger.identity.logId;
  }

  close(): void {
    this.ours.close();
  }

  live(runs: number): Promise<void> {
    return this.ours.live(runs);
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
