import { micros } from '@app/orchestration';
import type { Kysely } from 'kysely';
import { at } from '../contract/opened.fixture.js';
import { born, EVERY_RUN, id, noon, selection, type Set } from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from '../projections/project-task-runs.js';
import { countTaskRuns } from '../queries/count-task-runs.js';
import { taskRunHistory } from '../queries/history.js';
import { listTaskRuns } from '../queries/list-task-runs.js';
import { BOUNDS, type Bounds } from '../queries/narrowest.js';
import type { Tables } from '../queries/tables.js';
import { SORTS, type TaskRunFilter } from '../task-run-queries.js';
import { describeOnPostgresql } from './database.fixture.js';
import { namespaceOf } from './namespace.js';
import { openPostgresReadModel } from './postgres-read-model.js';
import { rowsIn } from './rows-in.js';
import { Sessions } from './sessions.js';

const RUNS = 20_000;
const EACH = 200; // one run in so many is what the filters look for

/** The n-th run: most have tags, an end and a start, and no flow run. */
function runOf(n: number) {
  const rare = n % EACH === 0;
  const expectedStartTime = noon(n * 10);
  const set: Set = {
    type: rare ? 'FAILED' : 'COMPLETED',
    name: rare ? 'Late' : 'Completed',
    expectedStartTime,
    startTime: n % EACH === 1 ? null : noon(n * 10 + 5),
    endTime: n % EACH === 2 ? null : noon(n * 10 + 9),
    nextScheduledStartTime: noon(n * 7),
    totalRunTime: micros(BigInt((n * 7_919) % 1_000_003)),
  };
  const tags = n % EACH === 3 ? [] : [rare ? 'rare' : 'x'];
  return born(n, { name: `run ${(n * 7_919) % RUNS}`, tags, flowRunId: rare ? id(7) : null }, set);
}

describeOnPostgresql('PostgreSQL', ({ url, newNamespace, query }) => {
  let sessions: Sessions;
  let schema: string;

  beforeAll(async () => {
    const namespace = newNamespace();
    const readModel = await openPostgresReadModel(url(), namespace);
    const events = Array.from({ length: RUNS }, (_, n) => runOf(n)).flat();
    await readModel.commit(projectTaskRuns(events), null, at(1n));
    await readModel.close();
    schema = namespaceOf(namespace).schemaOf(1);
    await query(`vacuum analyze ${schema}.task_runs, ${schema}.task_run_tags`);
    sessions = new Sessions(url(), {});
  });
  afterAll(() => sessions.close());

  /** The plans of all that is asked, but for what is counted no further than to a bound: that is taken from where most rows fit. */
  const plansOf = (ask: (db: Kysely<Tables>) => Promise<unknown>): Promise<string> =>
    sessions.use(async (session) => {
      const plans: string[] = [];
      await session.query(`set search_path = ${schema}`);
      const explained: Pick<typeof session, 'query'> = {
        async query(text, values) {
          const { rows } = await session.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
          const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
          if (!/^Aggregate.*\n *->  Limit/.test(plan)) plans.push(plan);
          return session.query(text, values);
        },
      };
      await ask(rowsIn(explained));
      return plans.join('\n\n');
    });

  const WALKING: Bounds = { few: -1, many: 1_000, glance: 1_000 };
  const slice = { limit: 200, offset: 0 };
  const time = { before: noon(60), after: noon(), isNull: null };
  const isNull = { before: null, after: null, isNull: true };
  const RARE: Partial<TaskRunFilter>[] = [
    { id: [id(1)] },
    { name: { any: ['run 5', 'run 7'], like: null } },
    { tags: { operator: 'and_', all: ['rare'], isNull: null } },
    { tags: { operator: 'and_', all: null, isNull: true } },
    { state: { operator: 'and_', types: ['FAILED'], names: null } },
    { state: { operator: 'and_', types: null, names: ['Late'] } },
    { startTime: time },
    { startTime: isNull },
    { endTime: time },
    { endTime: isNull },
    { expectedStartTime: time },
    { flowRunId: { operator: 'and_', any: [id(7)], isNull: null } },
    { flowRunId: { operator: 'and_', any: null, isNull: false } },
  ];
  const FREQUENT: Partial<TaskRunFilter>[] = [
    { name: { any: null, like: 'run' } },
    { tags: { operator: 'and_', all: ['x'], isNull: null } },
    { tags: { operator: 'and_', all: null, isNull: false } },
    { state: { operator: 'and_', types: ['COMPLETED'], names: null } },
    { startTime: { before: null, after: noon(), isNull: null } },
    { endTime: { before: null, after: noon(), isNull: null } },
    { expectedStartTime: { before: null, after: noon(), isNull: null } },
    { flowRunId: { operator: 'and_', any: null, isNull: true } },
  ];

  it.each(SORTS)('walks an index in the order of %s', async (sort) => {
    const plans = await plansOf((db) =>
      listTaskRuns(db, EVERY_RUN, { ...slice, sort }, noon(), BOUNDS),
    );
    expect(plans).toMatch(/Index Scan (Backward )?using (by_|task_runs_id_key)/);
    expect(plans).not.toContain('Seq Scan');
    if (!sort.startsWith('DURATION')) expect(plans).not.toContain('Sort');
  });

  it.each(RARE)('looks few runs up in an index: %j', async (filter) => {
    const plans = await plansOf(async (db) => {
      for (const sort of SORTS)
        await listTaskRuns(db, selection(filter), { ...slice, sort }, noon(), BOUNDS);
      await countTaskRuns(db, selection(filter), BOUNDS);
    });
    expect(plans).not.toContain('Seq Scan');
  });

  it.each(FREQUENT)('walks in order among many runs: %j', async (filter) => {
    const plans = await plansOf(async (db) => {
      for (const sort of SORTS)
        await listTaskRuns(db, selection(filter), { ...slice, sort }, noon(), WALKING);
    });
    expect(plans).not.toContain('Seq Scan');
  });

  it('sums up by an index what a history is about', async () => {
    const intervals = { start: noon(), end: noon(1_000), interval: micros(10n) };
    const plans = await plansOf((db) => taskRunHistory(db, EVERY_RUN, intervals, noon(), BOUNDS));
    expect(plans).toContain('by_expected_start');
    expect(plans).not.toContain('Seq Scan');
  });
});
