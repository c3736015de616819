import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { at, listed } from '../contract/opened.fixture.js';
import { born, EVERY_RUN } from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from '../projections/project-task-runs.js';
import { CheckpointMoved, DraftExists, type ReadModel } from '../read-model.js';
import { connect } from './connection.js';
import { directories } from './directory.fixture.js';
import { fileOf, generationsIn } from './generations.js';
import { lineOf, processes } from './processes.fixture.js';
import { openSqliteDraft } from './sqlite-draft.js';
import { openSqliteReadModelReader } from './sqlite-read-model-reader.js';
import { openSqliteReadModel } from './sqlite-read-model.js';

/** Fills a draft up to position 2, and lets it take over if it is told to. */
const REBUILD = `
  import { openSqliteDraft } from '@app/read-model';
  const [, , directory, then] = process.argv;
  const draft = openSqliteDraft(directory);
  await draft.commit([], null, { logId: 'log', position: 2n });
  if (then === 'take over') {
    const shown = await draft.takeOver();
    await draft.close();
    console.log(shown);
  } else {
    console.log('filled');
    setInterval(() => {}, 1_000);
  }`;

const newDirectory = directories();
const run = processes();

describe('the files of the SQLite read model', () => {
  let directory: string;
  beforeEach(() => (directory = newDirectory()));

  const opened = <T>(use: (readModel: ReadModel) => Promise<T>): Promise<T> =>
    closing(openSqliteReadModel(directory), use);
  const runAt = (n: number): Promise<void> => opened((readModel) => follow(readModel, n));
  const shown = (): Promise<unknown> =>
    closing(openSqliteReadModelReader(directory), async (queries) => ({
      at: (await queries.count(EVERY_RUN)).at,
      runs: await opened((readModel) => listed({ readModel, queries }, EVERY_RUN)),
    }));
  const replace = (generation: number, by: number): void => {
    const connection = connect(fileOf(directory, generation), []);
    connection.exec(`pragma user_version = ${-by}`);
    connection.close();
  };
  const killedWhileFilling = async (): Promise<void> => {
    const child = run(REBUILD, directory, 'wait');
    expect(await lineOf(child)).toBe('filled');
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  it('show the former rows after a rebuild is killed, and the next one clears up', async () => {
    await runAt(1);
    await killedWhileFilling();
    expect(generationsIn(directory)).toEqual([1, 2]);
    expect(await shown()).toEqual({ at: at(1n), runs: [1] });
    await closing(openSqliteDraft(directory), async (draft) => {
      expect(generationsIn(directory)).toEqual([1, 3]);
      expect(await draft.checkpoint()).toBeNull();
    });
    expect(generationsIn(directory)).toEqual([1]);
  });

  it('show the new rows after a rebuild is killed just after they took over', async () => {
    await runAt(1);
    await killedWhileFilling();
    replace(1, 2);
    await closing(openSqliteReadModelReader(directory), async (queries) =>
      expect(await queries.count(EVERY_RUN)).toEqual({ found: 0, at: at(2n) }),
    );
    await opened(async (readModel) => expect(await readModel.checkpoint()).toEqual(at(2n)));
    expect(readdirSync(directory).filter((name) => name.startsWith('read-model.db'))).toEqual([]);
    expect(await shown()).toEqual({ at: at(2n), runs: [] });
  });

  it('are filled by one process at a time', async () => {
    const child = run(REBUILD, directory, 'wait');
    await lineOf(child);
    expect(() => openSqliteDraft(directory)).toThrow(DraftExists);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await openSqliteDraft(directory).close();
  });

  it('are replaced under a reader and a writer of another process, which go on', async () => {
    await runAt(1);
    await closing(openSqliteReadModelReader(directory), (queries) =>
      opened(async (readModel) => {
        expect(await queries.count(EVERY_RUN)).toEqual({ found: 1, at: at(1n) });
        expect(await lineOf(run(REBUILD, directory, 'take over'))).toBe('true');
        expect(generationsIn(directory)).toEqual([2]);
        expect(await queries.count(EVERY_RUN)).toEqual({ found: 0, at: at(2n) });
        await expect(readModel.commit([], at(1n), at(3n))).rejects.toThrow(CheckpointMoved);
        await follow(readModel, 3);
        expect(await queries.count(EVERY_RUN)).toEqual({ found: 1, at: at(3n) });
      }),
    );
  });

  it('stay while they are read, and are removed by the next start', async () => {
    await runAt(1);
    const reading = connect(fileOf(directory, 1), []);
    reading.exec('begin');
    expect(reading.prepare('select count(*) as n from task_runs').all()).toEqual([{ n: 1n }]);
    await runAt(2); // the snapshot that is read is not the last one
    await closing(openSqliteDraft(directory), async (draft) => {
      await draft.commit([], null, at(3n));
      expect(await draft.takeOver()).toBe(true);
    });
    expect(generationsIn(directory)).toEqual([1, 2]);
    expect(reading.prepare('select count(*) as n from task_runs').all()).toEqual([{ n: 1n }]);
    reading.exec('commit');
    reading.close();
    expect(await shown()).toEqual({ at: at(3n), runs: [] });
    expect(generationsIn(directory)).toEqual([2]);
  });

  it('can all be deleted while nobody has them open', async () => {
    await runAt(1);
    await closing(openSqliteDraft(directory), (draft) => draft.takeOver());
    for (const name of readdirSync(directory))
      if (/^read-model.*\.db/.test(name)) rmSync(join(directory, name));
    expect(await shown()).toEqual({ at: null, runs: [] });
    await runAt(2);
    expect(await shown()).toEqual({ at: at(2n), runs: [2] });
  });

  it('can be deleted but for one that names another', async () => {
    await runAt(1);
    replace(1, 5);
    await closing(openSqliteReadModelReader(directory), async (queries) => {
      expect(await queries.count(EVERY_RUN)).toEqual({ found: 0, at: null });
      await runAt(2);
      expect(await queries.count(EVERY_RUN)).toEqual({ found: 1, at: at(2n) });
    });
    expect(generationsIn(directory)).toEqual([5]);
  });

  it('stay as they are beside a draft, also those of another version', async () => {
    const older = connect(fileOf(directory, 1), ['user_version = 999']);
    older.exec('create table kept (a)');
    await closing(openSqliteDraft(directory), async (draft) => {
      expect(older.prepare('select a from kept').all()).toEqual([]);
      await draft.commit([], null, at(1n));
      expect(await draft.takeOver()).toBe(true);
    });
    older.close();
    expect(await shown()).toEqual({ at: at(1n), runs: [] });
  });

  it('lie in a directory of whatever name', async () => {
    directory = join(directory, 'ü %41?mode=ro#');
    mkdirSync(directory);
    await runAt(1);
    await closing(openSqliteDraft(directory), async (draft) => {
      await draft.commit([], null, at(1n));
      await draft.takeOver();
    });
    expect(await shown()).toEqual({ at: at(1n), runs: [] });
  });
});

/** The n-th run is born at the n-th position. */
const follow = async (readModel: ReadModel, n: number): Promise<void> =>
  readModel.commit(
    projectTaskRuns(born(n, {}, { type: 'PENDING' })),
    await readModel.checkpoint(),
    at(BigInt(n)),
  );

/** Uses what is closed afterwards. */
async function closing<Held extends Readonly<{ close(): Promise<void> }>, T>(
  held: Held,
  use: (held: Held) => Promise<T>,
): Promise<T> {
  try {
    return await use(held);
  } finally {
    await held.close();
  }
}
