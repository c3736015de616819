import { isFurther } from '../is-further.js';
import type { RowChange } from '../projections/row-change.js';
import { DraftExists, type ReadModelDraft } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import { commit } from './commit.js';
import {
  create,
  dropLeftovers,
  dropUnread,
  generationIn,
  prepare,
  show,
  shownIn,
} from './generations.js';
import { DRAFTING, namespaceOf, type Namespace } from './namespace.js';
import { openSession } from './sessions.js';
import type { Session } from './session.js';
import { WRITING } from './writing.js';

/**
 * Opens a generation that is filled beside the one that is shown. Its session holds a lock, which ends with it: so a draft
 * whose process died is dropped by the next.
 *
 * @throws DraftExists, ReadModelUnavailable
 */
export async function openPostgresDraft(url: string, namespace: string): Promise<ReadModelDraft> {
  const names = namespaceOf(namespace);
  const session = await openSession(url, WRITING);
  try {
    await prepare(session, names);
    await lockDraft(session, names);
    const generation = await session.transaction('begin', async () => {
      await dropLeftovers(session, names);
      return create(session, names);
    });
    return new PostgresDraft(session, names, generation);
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function lockDraft(session: Session, { name, lock }: Namespace): Promise<void> {
  const { rows } = await session.query<{ ours: boolean }>(
    `select pg_try_advisory_lock(${lock}, ${DRAFTING}) as ours`,
  );
  if (rows[0]?.ours !== true) throw new DraftExists(`a draft of ${name} is being filled already`);
}

class PostgresDraft implements ReadModelDraft {
  private tookOver = false;
  private closed = false;
  private analysed = false;

  constructor(
    private readonly session: Session,
    private readonly namespace: Namespace,
    private generation: number,
  ) {}

  async checkpoint(): Promise<Checkpoint | null> {
    return (await generationIn(this.session, this.namespace, this.generation)).checkpoint;
  }

  commit(changes: readonly RowChange[], after: Checkpoint | null, at: Checkpoint): Promise<void> {
    return commit(this.session, this.namespace, this.generation, { changes, after, at });
  }

  async reset(): Promise<void> {
    const former = this.generation;
    this.generation = await this.session.transaction('begin', async () => {
      const generation = await create(this.session, this.namespace);
      if (this.tookOver) await show(this.session, this.namespace, generation);
      return generation;
    });
    await dropUnread(this.session, this.namespace, former);
  }

  /** The row that says which generation is shown stays locked from the comparison on, so that no writer goes on meanwhile. */
  async takeOver(): Promise<boolean> {
    if (this.tookOver) return true;
    await this.analyse();
    const former = await this.session.transaction('begin', async () => {
      const shown = await shownIn(this.session, this.namespace, 'for update of shown');
      if (shown !== null && isFurther(shown.checkpoint, await this.checkpoint())) return null;
      await show(this.session, this.namespace, this.generation);
      return shown;
    });
    if (former === null) return false;
    this.tookOver = true;
    await dropUnread(this.session, this.namespace, former.generation);
    return true;
  }

  /** Planners know nothing of tables that were just filled. */
  private async analyse(): Promise<void> {
    if (this.analysed) return;
    const schema = this.namespace.schemaOf(this.generation);
    await this.session.query(`analyze ${schema}.task_runs, ${schema}.task_run_tags`);
    this.analysed = true;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    if (!this.tookOver) await dropUnread(this.session, this.namespace, this.generation);
    await this.session.release();
  }
}
