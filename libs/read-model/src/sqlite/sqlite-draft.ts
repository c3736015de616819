import { isFurther } from '../is-further.js';
import type { RowChange } from '../projections/row-change.js';
import type { ReadModelDraft } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import { connect } from './connection.js';
import { lockDrafts, type DraftLock } from './draft-lock.js';
import { fileOf, generationsIn, removeGeneration } from './generations.js';
import { PRAGMAS, Rows } from './rows.js';
import { findShown, removeReplaced } from './shown.js';

/**
 * Opens a draft beside the read model in the directory: a file of its own. What was left of others is removed.
 *
 * @throws DraftExists
 */
export function openSqliteDraft(directory: string): ReadModelDraft {
  const shown = findShown(directory); // is there before the draft, or the draft would be found in its place
  shown.close();
  const lock = lockDrafts(directory);
  try {
    return new SqliteDraft(directory, lock, newRows(directory));
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A number is not given twice while its file is there: whoever still has that file open must not meet another under its name. */
function newRows(directory: string): Rows {
  const shown = findShown(directory);
  shown.close();
  const others = generationsIn(directory);
  const generation = Math.max(...others) + 1;
  for (const other of others) if (other > shown.generation) removeGeneration(directory, other);
  const rows = new Rows(connect(fileOf(directory, generation), PRAGMAS), generation);
  rows.transact(() => rows.empty());
  return rows;
}

class SqliteDraft implements ReadModelDraft {
  private tookOver = false;
  private closed = false;

  constructor(
    private readonly directory: string,
    private readonly lock: DraftLock,
    private readonly rows: Rows,
  ) {}

  async checkpoint(): Promise<Checkpoint | null> {
    return this.rows.checkpoint();
  }

  async commit(
    changes: readonly RowChange[],
    after: Checkpoint | null,
    at: Checkpoint,
  ): Promise<void> {
    this.rows.transact(() => this.rows.write(changes, after, at));
  }

  async reset(): Promise<void> {
    this.rows.transact(() => this.rows.empty());
  }

  /** What is shown is on the disk before the mark says so. A crash after that leaves files that the next start removes. */
  async takeOver(): Promise<boolean> {
    this.rows.moveWal();
    this.tookOver ||= this.replaceShown();
    if (this.tookOver) removeReplaced(this.directory, this.rows.generation);
    return this.tookOver;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.rows.close();
    if (!this.tookOver) removeGeneration(this.directory, this.rows.generation);
    this.lock.release();
  }

  private replaceShown(): boolean {
    const shown = findShown(this.directory);
    try {
      return shown.transact(() => {
        if (isFurther(shown.checkpoint(), this.rows.checkpoint())) return false;
        shown.replaceBy(this.rows.generation);
        return true;
      });
    } finally {
      shown.close();
    }
  }
}
