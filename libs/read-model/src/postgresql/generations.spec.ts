import { at, follow } from '../contract/opened.fixture.js';
import { born, created, EVERY_RUN } from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from '../projections/project-task-runs.js';
import { CheckpointMoved } from '../read-model.js';
import { describeOnPostgresql } from './database.fixture.js';
import { namespaceOf } from './namespace.js';
import { openPostgresDraft } from './postgres-draft.js';
import { openPostgresReadModelReader } from './postgres-read-model-reader.js';
import { openPostgresReadModel } from './postgres-read-model.js';
import { SCHEMA_VERSION } from './schema.js';

describeOnPostgresql('the generations of a PostgreSQL read model', (database) => {
  const { url, newNamespace, query } = database;
  let namespace: string;
  let closing: (() => Promise<void>)[];
  beforeEach(() => {
    namespace = newNamespace();
    closing = [];
  });
  afterEach(async () => {
    for (const close of closing) await close();
  });

  const opened = <T extends { close(): Promise<void> }>(what: T): T => {
    closing.push(() => what.close());
    return what;
  };
  const openWriter = async () => opened(await openPostgresReadModel(url(), namespace));
  const openReader = () => opened(openPostgresReadModelReader(url(), namespace));
  const pair = async () => ({ readModel: await openWriter(), queries: openReader() });
  const oneRun = born(1, {}, { type: 'PENDING' });

  /** The numbers of the generations whose tables stand in the database. */
  const standing = async (): Promise<readonly number[]> => {
    const rows = await query(
      "select split_part(nspname, '$', 2)::int as n from pg_namespace where nspname like $1 order by 1",
      [`${namespace}$%`],
    );
    return rows.map(({ n }) => Number(n));
  };

  it('are made once, however many start at the same time', async () => {
    await Promise.all(Array.from({ length: 4 }, openWriter));
    expect(await standing()).toEqual([1]);
  });

  it('are nothing to show until a writer has made them', async () => {
    const queries = openReader();
    expect(await queries.count(EVERY_RUN)).toEqual({ found: 0, at: null });
    await follow({ readModel: await openWriter(), queries }, oneRun, at(7n));
    expect(await queries.count(EVERY_RUN)).toEqual({ found: 1, at: at(7n) });
  });

  it('keep their rows when they are opened again', async () => {
    const before = await openPostgresReadModel(url(), namespace);
    await before.commit(projectTaskRuns(oneRun), null, at(7n));
    await before.close();
    const { readModel, queries } = await pair();
    expect(await readModel.checkpoint()).toEqual(at(7n));
    expect(await queries.count(EVERY_RUN)).toEqual({ found: 1, at: at(7n) });
  });

  it('are empty where a release finds those of another version, and the other one is told', async () => {
    const older = await pair();
    await follow(older, oneRun, at(7n));
    const { schema } = namespaceOf(namespace);
    await query(`update ${schema}.generations set version = ${SCHEMA_VERSION + 1}`);
    expect(await older.queries.count(EVERY_RUN)).toEqual({ found: 0, at: null });
    await expect(older.readModel.checkpoint()).rejects.toThrow(`version ${SCHEMA_VERSION + 1}`);
    await expect(older.readModel.commit([], at(7n), at(8n))).rejects.toThrow(CheckpointMoved);
    expect(await (await openWriter()).checkpoint()).toBeNull();
    expect(await standing()).toEqual([2]);
  });

  it('take a step of the log once, whoever writes it', async () => {
    const writers = await Promise.all(Array.from({ length: 4 }, openWriter));
    const step = projectTaskRuns([created(1)]);
    const outcomes = await Promise.allSettled(
      writers.map((writer) => writer.commit(step, null, at(1n))),
    );
    const refused = outcomes.flatMap((outcome): unknown[] =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toEqual(Array(3).fill(expect.any(CheckpointMoved)));
    expect((await openReader().count(EVERY_RUN)).found).toBe(1);
  });

  it('of one namespace are not seen from another', async () => {
    const one = await pair();
    namespace = newNamespace();
    const other = await pair();
    await follow(one, oneRun, at(7n));
    expect(await other.queries.count(EVERY_RUN)).toEqual({ found: 0, at: null });
  });

  it('are dropped when a draft takes over, but for one that somebody reads', async () => {
    const { readModel } = await pair();
    await follow({ readModel, queries: openReader() }, oneRun, at(1n));
    const { lock } = namespaceOf(namespace);
    await query('begin');
    await query('select pg_advisory_xact_lock_shared($1, 1)', [lock]); // as a reader does
    const draft = opened(await openPostgresDraft(url(), namespace));
    await draft.commit([], null, at(2n));
    const takingOver = draft.takeOver();
    const queries = openReader();
    while ((await queries.count(EVERY_RUN)).at?.position !== 2n);
    expect(await standing()).toEqual([1, 2]);
    await query('commit');
    expect(await takingOver).toBe(true);
    expect(await standing()).toEqual([2]);
  });

  it('that nobody finished are dropped by the next to open', async () => {
    await openWriter();
    const { schema, schemaOf } = namespaceOf(namespace);
    await query(`insert into ${schema}.generations (version) values (1)`);
    await query(`create schema ${schemaOf(2)}`);
    await openWriter();
    expect(await standing()).toEqual([1]);
    const draft = opened(await openPostgresDraft(url(), namespace));
    await openWriter(); // leaves a draft that is being filled alone
    expect(await draft.checkpoint()).toBeNull();
    expect(await standing()).toEqual([1, 3]);
  });

  it('are of no namespace whose names PostgreSQL would cut', async () => {
    for (const name of ['', 'Upper', 'a-b', 'x'.repeat(51)])
      await expect(openPostgresReadModel(url(), name)).rejects.toThrow('namespace');
  });
});
