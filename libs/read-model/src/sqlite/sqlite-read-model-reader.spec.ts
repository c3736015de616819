import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, follow, listed } from '../contract/opened.fixture.js';
import { born, EVERY_RUN, noon, selection } from '../contract/task-runs.fixture.js';
import { connect } from './connection.js';
import { directories } from './directory.fixture.js';
import { FILE } from './schema.js';
import { openSqliteReadModelReader } from './sqlite-read-model-reader.js';
import { openSqliteReadModel } from './sqlite-read-model.js';

const newDirectory = directories();

describe('a reader of the SQLite read model', () => {
  it('shows nothing, of no position, until the writer has made the tables', async () => {
    const directory = newDirectory();
    const queries = openSqliteReadModelReader(directory);
    expect(await queries.count(EVERY_RUN)).toEqual({ found: 0, at: null });
    writeFileSync(join(directory, FILE), '');
    expect(await queries.count(EVERY_RUN)).toEqual({ found: 0, at: null });
    const readModel = openSqliteReadModel(directory);
    await follow({ readModel, queries }, born(1, {}, { type: 'PENDING' }), at(7n));
    expect(await queries.count(EVERY_RUN)).toEqual({ found: 1, at: at(7n) });
    await queries.close();
    await readModel.close();
  });

  it('shows rows and position of one moment, however often the writer commits meanwhile', async () => {
    const directory = newDirectory();
    const opened = {
      readModel: openSqliteReadModel(directory),
      queries: openSqliteReadModelReader(directory),
    };
    const reading = Array.from({ length: 40 }, () => opened.queries.count(EVERY_RUN));
    for (let n = 1; n <= 40; n += 1)
      await follow(opened, born(n, {}, { type: 'PENDING' }), at(BigInt(n)));
    for (const { found, at } of await Promise.all(reading))
      expect(BigInt(found)).toBe(at?.position ?? 0n);
    expect((await opened.queries.count(EVERY_RUN)).found).toBe(40);
    await opened.queries.close();
    await opened.readModel.close();
  });

  it('takes more conditions than SQLite takes levels in an expression', async () => {
    const directory = newDirectory();
    const readModel = openSqliteReadModel(directory);
    const queries = openSqliteReadModelReader(directory);
    const all = Array.from({ length: 1_001 }, (_, n) => `tag ${n}`);
    const tagged = selection({ tags: { operator: 'and_', all, isNull: null } });
    expect((await queries.count(tagged)).found).toBe(0);
    await queries.close();
    await readModel.close();
  });
});

describe('the file of the SQLite read model', () => {
  it('keeps its rows over a restart', async () => {
    const directory = newDirectory();
    const queries = openSqliteReadModelReader(directory);
    const before = openSqliteReadModel(directory);
    await follow({ readModel: before, queries }, born(1, {}, { type: 'PENDING' }), at(7n));
    await before.close();
    const readModel = openSqliteReadModel(directory);
    expect(await readModel.checkpoint()).toEqual(at(7n));
    expect(await listed({ readModel, queries }, EVERY_RUN)).toEqual([1]);
    await queries.close();
    await readModel.close();
  });

  it('is emptied if it is of another version', async () => {
    const directory = newDirectory();
    const older = connect(join(directory, FILE), ['user_version = 999']);
    older.exec('create table task_runs (a); create table gone (b); insert into gone values (1)');
    older.close();
    const readModel = openSqliteReadModel(directory);
    const queries = openSqliteReadModelReader(directory);
    expect(await readModel.checkpoint()).toBeNull();
    await follow(
      { readModel, queries },
      born(1, {}, { type: 'PENDING', expectedStartTime: noon() }),
    );
    expect(await listed({ readModel, queries }, EVERY_RUN)).toEqual([1]);
    await queries.close();
    await readModel.close();
  });
});
