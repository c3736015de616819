import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, statusOf } from './launch.mjs';

const POM = fileURLToPath(new URL('pom.xml', import.meta.url));

/** The version of Kafka that is meant where none is named. */
export const defaultVersion = () =>
  process.env.KAFKA_VERSION || /<kafka.version>(.+?)</.exec(readFileSync(POM, 'utf8'))[1];

/**
 * The directory of a version's jars: fetched by Maven once, into a cache that processes share. It is there whole or not at all.
 *
 * @throws Error if Maven cannot fetch them
 */
export async function fetchJars(version) {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const jars = join(cache, 'kafka', version);
  if (existsSync(jars)) return jars;
  const half = `${jars}.${process.pid}`;
  if ((await statusOf(copyOf(version, half))) !== 0)
    throw new Error(`Maven could not fetch Kafka ${version}`);
  try {
    renameSync(half, jars);
  } catch (error) {
    rmSync(half, { recursive: true });
    if (!existsSync(jars)) throw error; // else another process was first
  }
  return jars;
}

const copyOf = (version, directory) =>
  launch(
    'mvn',
    [
      ...['-B', '-q', '-f', POM, 'dependency:copy-dependencies', '-DincludeScope=runtime'],
      ...[`-DoutputDirectory=${directory}`, `-Dkafka.version=${version}`],
    ],
    { stdio: ['ignore', 2, 2] },
  );
