import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FILE } from './schema.js';

/** The file of a generation. The first one has the plain name; each rebuild fills a file of a greater number. */
export const fileOf = (directory: string, generation: number): string =>
  join(directory, generation === 1 ? FILE : FILE.replace('.', `.${generation}.`));

/** The generations of which there is any file, in their order; none if there is no such directory. */
export function generationsIn(directory: string): readonly number[] {
  const found = namesIn(directory).flatMap((name) => {
    const [match, number = '1'] = NAME.exec(name) ?? [];
    return match === undefined ? [] : [Number(number)];
  });
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The main file goes first: whoever finds it finds what belongs to it. */
export function removeGeneration(directory: string, generation: number): void {
  for (const suffix of ['', '-wal', '-shm'])
    rmSync(fileOf(directory, generation) + suffix, { force: true });
}

/**
 * Which generation is shown instead of the one whose `user_version` this is; null: it is shown itself. The mark stands where
 * the schema's version does, so that every version of the schema can have it, and readers see it with no look more.
 */
export const successorIn = (userVersion: unknown): number | null =>
  typeof userVersion === 'bigint' && userVersion < 0n ? Number(-userVersion) : null;

const NAME = /^read-model(?:\.(\d+))?\.db(?:-wal|-shm)?$/;

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
