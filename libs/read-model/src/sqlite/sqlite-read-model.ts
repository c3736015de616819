import type { RowChange } from '../projections/row-change.js';
import type { ReadModel } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import type { Rows } from './rows.js';
import { openShown, removeReplaced } from './shown.js';

/** Opens the read model in the directory for writing. Rows of another schema version are dropped. */
export function openSqliteReadModel(directory: string): ReadModel {
  const rows = openShown(directory);
  removeReplaced(directory, rows.generation);
  return new SqliteReadModel(directory, rows);
}

class SqliteReadModel implements ReadModel {
  constructor(
    private readonly directory: string,
    private rows: Rows,
  ) {}

  async checkpoint(): Promise<Checkpoint | null> {
    return this.inShown((rows) => rows.checkpoint());
  }

  async commit(
    changes: readonly RowChange[],
    after: Checkpoint | null,
    at: Checkpoint,
  ): Promise<void> {
    this.inShown((rows) => rows.write(changes, after, at));
  }

  async reset(): Promise<void> {
    this.inShown((rows) => rows.empty());
  }

  async close(): Promise<void> {
    this.rows.close();
  }

  /** Does the work in a transaction on the rows that are shown meanwhile: no draft takes over before it ends. */
  private inShown<T>(work: (rows: Rows) => T): T {
    for (;;) {
      const { rows } = this;
      const done = rows.transact(() => (rows.successor === null ? { result: work(rows) } : null));
      if (done !== null) return done.result;
      this.rows = openShown(this.directory);
      rows.close();
    }
  }
}
