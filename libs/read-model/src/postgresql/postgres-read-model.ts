import type { RowChange } from '../projections/row-change.js';
import type { ReadModel } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import { commit } from './commit.js';
import { create, dropUnread, prepare, show, shownIn } from './generations.js';
import { namespaceOf, type Namespace } from './namespace.js';
import { SCHEMA_VERSION } from './schema.js';
import { Sessions } from './sessions.js';
import { WRITING } from './writing.js';

/**
 * Opens the read model of a namespace for a projector. Tables of another schema version are left for empty ones.
 *
 * @throws ReadModelUnavailable
 */
export async function openPostgresReadModel(url: string, namespace: string): Promise<ReadModel> {
  const sessions = new Sessions(url, WRITING);
  const names = namespaceOf(namespace);
  try {
    await sessions.use((session) => prepare(session, names));
  } catch (error) {
    await sessions.close();
    throw error;
  }
  return new PostgresReadModel(sessions, names);
}

class PostgresReadModel implements ReadModel {
  constructor(
    private readonly sessions: Sessions,
    private readonly namespace: Namespace,
  ) {}

  /** @throws Error if the tables are of another version by now */
  checkpoint(): Promise<Checkpoint | null> {
    return this.sessions.use(async (session) => {
      const shown = await shownIn(session, this.namespace);
      if (shown?.version !== SCHEMA_VERSION)
        throw new Error(`another release has made tables of version ${shown?.version}`);
      return shown.checkpoint;
    });
  }

  commit(changes: readonly RowChange[], after: Checkpoint | null, at: Checkpoint): Promise<void> {
    return this.sessions.use((session) =>
      commit(session, this.namespace, 'shown', { changes, after, at }),
    );
  }

  /** Shows a new, empty generation: readers keep the rows that they look at. */
  reset(): Promise<void> {
    return this.sessions.use(async (session) => {
      const former = await session.transaction('begin', async () => {
        const shown = await shownIn(session, this.namespace, 'for update of shown');
        await show(session, this.namespace, await create(session, this.namespace));
        return shown;
      });
      if (former !== null) await dropUnread(session, this.namespace, former.generation);
    });
  }

  close(): Promise<void> {
    return this.sessions.close();
  }
}
