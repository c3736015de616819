import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { end, launch, statusOf } from './launch.mjs';

/**
 * A node of a cluster, formatted but not started.
 *
 * @param node its `id` and `directory`, and the `proxy` before it
 * @param lines of its server.properties
 * @throws Error with its last words, if it cannot be formatted
 */
export async function formatNode({ id, directory, proxy }, lines, jars, clusterId) {
  const properties = join(directory, 'server.properties');
  const log = join(directory, 'broker.log');
  mkdirSync(directory, { recursive: true });
  writeFileSync(properties, lines.join('\n'));
  const java = (...words) => {
    const child = launch('java', [...FLAGS, '-cp', join(jars, '*'), ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr])
      output.on('data', (text) => appendFileSync(log, text));
    return child;
  };

  const format = ['format', `--cluster-id=${clusterId}`, '-c', properties];
  if ((await statusOf(java('kafka.tools.StorageTool', ...format))) !== 0) throw lastWords(id, log);
  let broker = null;
  const stopBy = async (signal) => {
    if (broker === null) return;
    await end(broker, signal);
    broker = null;
  };
  return {
    id,
    proxy,
    /** Of its process; null while it is down. */
    get pid() {
      return broker?.pid ?? null;
    },
    kill: () => stopBy('SIGKILL'),
    stop: () => stopBy('SIGTERM'),
    /** Resolves when it has caught up with the controller and takes requests. @throws Error with its last words, if it ends */
    async start() {
      if (broker !== null) return;
      broker = java('kafka.Kafka', properties);
      await untilReady(broker, () => lastWords(id, log));
    },
  };
}

const LOGGING = [
  'logFile=System.out',
  'defaultLogLevel=warn',
  'log.kafka.server.KafkaRaftServer=info',
  'showDateTime=true',
  'dateTimeFormat=HH:mm:ss.SSS',
];
const FLAGS = [
  ...['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'],
  ...LOGGING.map((setting) => `-Dorg.slf4j.simpleLogger.${setting}`),
];

const untilReady = (broker, failure) =>
  new Promise((resolve, reject) => {
    createInterface({ input: broker.stdout }).on('line', (line) => {
      if (line.includes('Kafka Server started')) resolve();
    });
    broker.on('exit', () => reject(failure())).on('error', reject);
  });

function lastWords(id, log) {
  const lines = readFileSync(log, 'utf8').split('\n');
  const said = lines.filter((line) => line !== '' && !line.startsWith('\t'));
  return new Error([`node ${id} did not start:`, ...said.slice(-8)].join('\n'));
}
