import { setTimeout as pause } from 'node:timers/promises';
import type { HeldRole, ProjectorRole } from '../projector-role.js';
import { namespaceOf, PROJECTING, type Namespace } from './namespace.js';
import type { Session } from './session.js';
import { openSession } from './sessions.js';

/** The role of the one active projector of a namespace: a lock that its session holds, and that ends with it. */
export const openPostgresProjectorRole = (url: string, namespace: string): ProjectorRole =>
  new PostgresProjectorRole(url, namespaceOf(namespace));

const POLL = 200; // ms; who waits asks again, as one that waited in the database would be given the role even when it is dead
const BEAT = 2_000; // ms; how often the holder makes sure that it is still connected
const PATIENCE = 5_000; // ms, for an answer; a server drops a dead host as fast

class PostgresProjectorRole implements ProjectorRole {
  constructor(
    private readonly url: string,
    private readonly namespace: Namespace,
  ) {}

  async take(signal: AbortSignal, onWaiting: () => void): Promise<HeldRole> {
    signal.throwIfAborted();
    const lost = new AbortController();
    const tellLost = (error: Error): void => lost.abort(error);
    const session = await openSession(this.url, {}, tellLost, PATIENCE);
    try {
      await waitForLock(session, this.namespace, signal, onWaiting);
    } catch (error) {
      await session.release();
      signal.throwIfAborted();
      throw error;
    }
    return held(session, this.namespace, lost);
  }
}

async function waitForLock(
  session: Session,
  { lock }: Namespace,
  signal: AbortSignal,
  onWaiting: () => void,
): Promise<void> {
  for (let isFirst = true; ; isFirst = false) {
    const { rows } = await session.query<{ ours: boolean }>(
      `select pg_try_advisory_lock(${lock}, ${PROJECTING}) as ours`,
    );
    if (rows[0]?.ours === true) return;
    if (isFirst) onWaiting();
    await pause(POLL, undefined, { signal });
  }
}

/** A network that swallows everything ends no connection: so the holder asks whether it is heard. */
function held(session: Session, { lock }: Namespace, lost: AbortController): HeldRole {
  const beat = setInterval(() => {
    session.query('select').catch((error: unknown) => lost.abort(error));
  }, BEAT);
  lost.signal.addEventListener('abort', () => clearInterval(beat));
  return {
    lost: lost.signal,
    async release() {
      clearInterval(beat);
      if (!lost.signal.aborted)
        await session.query(`select pg_advisory_unlock(${lock}, ${PROJECTING})`);
      await session.release();
    },
  };
}
