import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { HeldRole } from '../projector-role.js';
import { ReadModelUnavailable } from '../read-model.js';
import { describeOnPostgresql } from './database.fixture.js';
import { namespaceOf, PROJECTING } from './namespace.js';
import { openPostgresProjectorRole } from './projector-role.js';

const never = new AbortController().signal;
const notWaiting = (): void => undefined;

describeOnPostgresql('the role of the one active projector', ({ url, newNamespace, query }) => {
  let namespace: string;
  let held: HeldRole[];
  let children: ChildProcess[];
  beforeEach(() => {
    namespace = newNamespace();
    held = [];
    children = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    for (const role of held) await role.release();
  });

  const take = async (signal = never, onWaiting = notWaiting): Promise<HeldRole> => {
    const role = await openPostgresProjectorRole(url(), namespace).take(signal, onWaiting);
    held.push(role);
    return role;
  };
  /** Somebody who asks for the role, and the moment in which another is found to have it. */
  const standBy = (): Readonly<{ taking: Promise<HeldRole>; waiting: Promise<unknown> }> => {
    const waits = new EventEmitter();
    const waiting = once(waits, 'waiting');
    return { taking: take(never, () => waits.emit('waiting')), waiting };
  };
  const release = async (role: HeldRole): Promise<void> => {
    held = held.filter((other) => other !== role);
    await role.release();
  };
  it('is taken by one after the other', async () => {
    const first = await take();
    const { taking, waiting } = standBy();
    await waiting;
    expect(held).toEqual([first]);
    await release(first);
    expect(held).toEqual([await taking]);
  });

  it('is another one in another namespace', async () => {
    await take();
    namespace = newNamespace();
    await take();
    expect(held.map(({ lost }) => lost.aborted)).toEqual([false, false]);
  });

  it('is waited for until the signal aborts, for its reason', async () => {
    await take();
    const ending = new AbortController();
    const taking = take(ending.signal);
    ending.abort(new Error('the end'));
    await expect(taking).rejects.toThrow('the end');
    await expect(take(AbortSignal.abort(new Error('no more')))).rejects.toThrow('no more');
  });

  it('is lost with the connection, and can be taken again', async () => {
    const first = await take();
    const lost = once(first.lost, 'abort');
    await query(
      "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ($1::int8 & 4294967295)::oid",
      [namespaceOf(namespace).lock],
    );
    await lost;
    expect(first.lost.reason).toBeInstanceOf(ReadModelUnavailable);
    await take();
  });

  it('is taken within seconds when the process that held it is killed', async () => {
    const { lock } = namespaceOf(namespace);
    const program = `
      import { Client } from 'pg';
      const client = new Client(process.env.URL);
      await client.connect();
      await client.query('select pg_advisory_lock(${lock}, ${PROJECTING})');
      console.log('held');
    `;
    const holder = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, NODE_OPTIONS: '', URL: url() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(holder);
    await once(holder.stdout, 'data');
    const { taking, waiting } = standBy();
    await waiting;
    holder.kill('SIGKILL');
    expect((await taking).lost.aborted).toBe(false);
  });

  it('cannot be taken where there is no database', async () => {
    const away = openPostgresProjectorRole('postgres://127.0.0.1:1/rows', namespace);
    await expect(away.take(never, notWaiting)).rejects.toThrow(ReadModelUnavailable);
  });
});
