import { mkdirSync } from 'node:fs';
import { connect, connectExisting } from './connection.js';
import { fileOf, generationsIn, removeGeneration } from './generations.js';
import { PRAGMAS, Rows } from './rows.js';

/** The rows that are shown, with the tables of this version; rows of another version are dropped. */
export function openShown(directory: string): Rows {
  const rows = findShown(directory);
  if (!rows.isOurs)
    rows.transact(() => {
      if (rows.successor === null && !rows.isOurs) rows.empty();
    });
  return rows;
}

/** The rows that are shown, as they are: each file that was replaced says by which one. Where there is none, a file is made. */
export function findShown(directory: string): Rows {
  mkdirSync(directory, { recursive: true });
  for (let from = 1; ;) {
    const rows = openFrom(directory, from);
    const successor = rows?.successor ?? null;
    if (rows !== null && successor === null) return rows;
    rows?.close();
    from = successor ?? from;
  }
}

/** The first generation from a number on; null if another removes it just now. */
function openFrom(directory: string, from: number): Rows | null {
  const first = firstFrom(directory, from);
  const file = fileOf(directory, first ?? from);
  const connection = first === null ? connect(file, PRAGMAS) : connectExisting(file, PRAGMAS);
  return connection && new Rows(connection, first ?? from);
}

/** The first generation from a number on: the one of that number may have been replaced and removed, or deleted by hand. */
export const firstFrom = (directory: string, from: number): number | null =>
  generationsIn(directory).find((generation) => generation >= from) ?? null;

const STILL_READ = 'busy_timeout = 1000'; // ms; a file whose readers take longer is left to the next start

/**
 * Removes the generations before the one that is shown, the first one last, as the search begins with it. Whoever opened one
 * of them just before it is gone still finds the mark: it stands in the file, not in the WAL, or the file stays for now.
 */
export function removeReplaced(directory: string, shown: number): void {
  const replaced = generationsIn(directory).filter((generation) => generation < shown);
  for (const generation of replaced.toReversed()) {
    const file = fileOf(directory, generation);
    const connection = connectExisting(file, [...PRAGMAS, STILL_READ]);
    const rows = connection && new Rows(connection, generation);
    const gone = rows === null || rows.moveWal();
    rows?.close();
    if (!gone) return;
    removeGeneration(directory, generation);
  }
}
