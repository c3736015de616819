import { micros } from '@app/orchestration';
import { Kysely } from 'kysely';
import { join } from 'node:path';
import { at } from '../contract/opened.fixture.js';
import { born, EVERY_RUN, id, noon, selection } from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from '../projections/project-task-runs.js';
import { countTaskRuns } from '../queries/count-task-runs.js';
import { taskRunHistory } from '../queries/history.js';
import { listTaskRuns } from '../queries/list-task-runs.js';
import { BOUNDS, type Bounds } from '../queries/narrowest.js';
import type { Tables } from '../queries/tables.js';
import { SORTS, type TaskRunFilter } from '../task-run-queries.js';
import { bound, connect, type Connection } from './connection.js';
import { directories } from './directory.fixture.js';
import { libsqlDialect } from './libsql-dialect.js';
import { FILE } from './schema.js';
import { openSqliteReadModel } from './sqlite-read-model.js';

const newDirectory = directories();

describe('SQLite', () => {
  let connection: Connection;
  let db: Kysely<Tables>;
  let plans: string[];

  beforeEach(async () => {
    const directory = newDirectory();
    const readModel = openSqliteReadModel(directory);
    await readModel.commit(projectTaskRuns(born(1, {}, { type: 'PENDING' })), null, at(1n));
    await readModel.close();
    connection = connect(join(directory, FILE), []);
    plans = [];
    db = new Kysely({
      dialect: libsqlDialect(connection),
      log: ({ query }) => void plans.push(...planOf(query.sql, query.parameters)),
    });
  });
  afterEach(() => db.destroy());

  const planOf = (text: string, parameters: readonly unknown[]): string[] =>
    connection
      .prepare(`explain query plan ${text}`)
      .all(bound(parameters))
      .map((row) => String((row as { detail: unknown }).detail));

  /** How often the table is read row by row; a subquery under its name is not the table. */
  const scansOfRows = (): number =>
    plans.filter((step) => step === 'SCAN task_runs').length -
    plans.filter((step) => step === 'CO-ROUTINE task_runs').length;

  const WALKING: Bounds = { few: -1, many: 1_000, glance: 1_000 };
  const slice = { limit: 200, offset: 0 };
  const time = { before: noon(), after: noon(), isNull: null };
  const FILTERS: Partial<TaskRunFilter>[] = [
    { id: [id(1)] },
    { name: { any: ['a'], like: null } },
    { tags: { operator: 'and_', all: ['x'], isNull: null } },
    { tags: { operator: 'and_', all: null, isNull: true } },
    { state: { operator: 'and_', types: ['FAILED'], names: null } },
    { state: { operator: 'and_', types: null, names: ['Late'] } },
    { startTime: time },
    { startTime: { before: null, after: null, isNull: true } },
    { endTime: time },
    { endTime: { before: null, after: null, isNull: false } },
    { expectedStartTime: time },
    { flowRunId: { operator: 'and_', any: [id(1)], isNull: null } },
    { flowRunId: { operator: 'and_', any: null, isNull: false } },
  ];

  it.each(SORTS)('walks an index in the order of %s', async (sort) => {
    await listTaskRuns(db, EVERY_RUN, { ...slice, sort }, noon(), WALKING);
    expect(plans.filter((step) => step.includes('task_runs USING COVERING INDEX'))).not.toEqual([]);
    expect(scansOfRows()).toBe(0);
    if (!sort.startsWith('DURATION')) expect(plans.join()).not.toContain('TEMP B-TREE');
  });

  it.each(FILTERS)('looks few runs up in an index: %j', async (filter) => {
    for (const sort of SORTS)
      await listTaskRuns(db, selection(filter), { ...slice, sort }, noon(), BOUNDS);
    await countTaskRuns(db, selection(filter), BOUNDS);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((step) => step.includes('SCAN task_run'))).toEqual([]);
  });

  it.each(FILTERS)('walks in order among many runs: %j', async (filter) => {
    for (const sort of SORTS)
      await listTaskRuns(db, selection(filter), { ...slice, sort }, noon(), WALKING);
    expect(scansOfRows()).toBe(0);
  });

  it('sums history up along one index alone, sorting nothing', async () => {
    const intervals = { start: noon(), end: noon(1_000), interval: micros(10n) };
    await taskRunHistory(db, EVERY_RUN, intervals, noon(), WALKING);
    expect(
      plans.filter((step) => step.startsWith('SEARCH task_runs USING COVERING INDEX by_state')),
    ).not.toEqual([]);
    expect(plans.join()).not.toContain('TEMP B-TREE');
    expect(scansOfRows()).toBe(0);
  });
});
