import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const FOLDER = fileURLToPath(new URL('../../libs/transitions/schemas/', import.meta.url));

/** The schemas of each published revision, the oldest first. */
export async function revisions() {
  const count = (await readdir(`${FOLDER}published`)).length;
  return Promise.all(
    Array.from({ length: count }, async (_, index) =>
      JSON.parse(await readFile(FOLDER + revisionFile(index + 1), 'utf8')),
    ),
  );
}

export const revisionFile = (number) => `published/${number}.json`;

export async function write(file, content) {
  const options = await resolveConfig(FOLDER + file);
  const text = await format(JSON.stringify(content), { ...options, parser: 'json' });
  await writeFile(FOLDER + file, text);
}
