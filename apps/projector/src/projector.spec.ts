import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  NO_STREAM,
  openSqliteLog,
  openSqliteLogReader,
  START,
  StoreUnavailable,
  type SqliteLog,
} from '@app/event-store';
import { UnreadableLedger } from '@app/ledger';
import { openSqliteReadModel, openSqliteReadModelReader } from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import { House, shownIn } from './house.fixture.js';
import type { Turns } from './in-turn.js';
import { Projector } from './projector.module.js';
import { aborted, Stage } from './stage.fixture.js';

const ALL = { filter: null, inFlow: false };
const RUN = '11111111-1111-4111-8111-111111111111';
const CREATED = JSON.stringify({
  run: {
    id: RUN,
    name: 'run',
    taskKey: 'task',
    dynamicKey: '0',
    empiricalPolicy: {},
    tags: [],
    labels: {},
    taskInputs: {},
  },
  at: '2031-02-03T04:05:06Z',
});

describe('the projector', () => {
  let directory: string;
  let log: SqliteLog;
  let failures: (Error | null)[];
  let onFailure: (failure: Error | null) => void;
  let projector: Projector;
  let shown: SharedPosition;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'runledger-projector-'));
    log = openSqliteLog(directory);
    failures = [];
    onFailure = (failure) => void failures.push(failure);
  });
  afterEach(() => {
    log.close();
    rmSync(directory, { recursive: true });
  });

  const begin = (logId = 'log') => {
    const readModel = openSqliteReadModel(directory);
    shown = new SharedPosition();
    const told = (failure: Error | null): void => onFailure(failure);
    projector = new Projector({
      log,
      logId,
      head: async () => log.head,
      readModel,
      shown,
      onFailure: told,
    });
    projector.onApplicationBootstrap();
    return async () => {
      await projector.onApplicationShutdown();
      await readModel.close();
    };
  };
  const append = async (stream: string, type: string, data: string) => {
    const { position } = await log.append(stream, NO_STREAM, [
      { id: stream, type, data, metadata: '{}' },
    ]);
    return position;
  };
  const count = async () => {
    const reader = openSqliteReadModelReader(directory);
    const { found, at } = await reader.count(ALL);
    await reader.close();
    return { found, at };
  };
  const timely = () => AbortSignal.timeout(4_000);

  it('passes every event of the log, and shows those of runs', async () => {
    await append(`taskRun-${RUN}`, 'TaskRunCreated', CREATED);
    const last = await append('stateCache-x', 'StateCached', '{}');
    const end = begin();
    expect(await shown.reached(last, timely())).toBe(true);
    expect(await count()).toEqual({ found: 1, at: { logId: 'log', position: last } });
    await end();
  });

  it('goes on from its checkpoint', async () => {
    const first = await append(`taskRun-${RUN}`, 'TaskRunCreated', CREATED);
    let end = begin();
    await shown.reached(first, timely());
    await end();
    const second = await append('other-x', 'Other', '{}');
    end = begin();
    expect(await shown.reached(second, timely())).toBe(true);
    expect((await count()).found).toBe(1);
    await end();
  });

  it('builds the rows anew when they are of another log', async () => {
    const last = await append(`taskRun-${RUN}`, 'TaskRunCreated', CREATED);
    let end = begin('former');
    await shown.reached(last, timely());
    await end();
    end = begin('log');
    await shown.reached(last, timely());
    expect(await count()).toEqual({ found: 1, at: { logId: 'log', position: last } });
    await end();
  });

  it('stops at an event that it cannot read, says so, and passes nothing', async () => {
    const failed = new Promise<Error | null>((resolve) => (onFailure = resolve));
    const before = await append(`taskRun-${RUN}`, 'TaskRunCreated', CREATED);
    await append('taskRun-22222222-2222-4222-8222-222222222222', 'FromTheFuture', '{}');
    const end = begin();
    expect(await failed).toBeInstanceOf(UnreadableLedger);
    expect(shown.value).toBeLessThanOrEqual(before);
    await end();
  });

  it('begins before the first event of an empty log', async () => {
    const end = begin();
    expect(shown.value).toBe(START);
    await end();
  });
});

describe('several projectors of one read model', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
  });
  afterEach(() => house.close());

  it('apply no event twice, also when both are at work, and call that no failure', async () => {
    const both = [house.follow(), house.follow()];
    for (let n = 0; n < 20; n += 1) await house.live(3);
    for (const following of both) await following.reaches(house.log.head);
    expect(await shownIn(house.directory)).toEqual(await house.expected());
    for (const following of both) {
      expect(following.failures).toEqual([]);
      await following.end();
    }
  });

  it('take turns: who gets the role goes on from where the rows stand', async () => {
    const stage = new Stage();
    const told: string[] = [];
    const standing = new AbortController();
    const turnsOf = (name: string): Turns => ({
      role: stage,
      onStandby(standingBy) {
        told.push(`${name} ${standingBy ? 'stands by' : 'is at work'}`);
        if (standingBy) standing.abort();
      },
    });
    const first = house.follow({ turns: turnsOf('first') });
    await house.live(5);
    await first.reaches(house.log.head);
    const second = house.follow({ turns: turnsOf('second') });
    await aborted(standing.signal);
    stage.lose();
    await house.live(5);
    await second.reaches(house.log.head);
    expect(await shownIn(house.directory)).toEqual(await house.expected());
    expect(told[0]).toBe('first is at work');
    expect(told.filter((line) => line.startsWith('second'))).toEqual([
      'second stands by',
      'second is at work',
    ]);
    await first.end();
    await second.end();
    expect([...first.failures, ...second.failures]).toEqual([]);
  });

  it('are not failing while they stand by', async () => {
    const stage = new Stage();
    const closed = openSqliteLogReader(house.directory, null);
    closed.close();
    const standing = new AbortController();
    const onStandby = (standingBy: boolean): void => {
      if (standingBy) standing.abort();
    };
    const first = house.follow({ log: closed, turns: { role: stage, onStandby } });
    const second = house.follow({ turns: { role: stage, onStandby: () => undefined } });
    await second.reaches(house.log.head);
    await aborted(standing.signal);
    expect(first.failures).toEqual([expect.any(StoreUnavailable), null]);
    await first.end();
    await second.end();
  });
});
