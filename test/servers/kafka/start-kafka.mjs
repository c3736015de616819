// A Kafka cluster of a test's own, from the published jars.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('kafka.mjs', import.meta.url));

/**
 * Starts so many brokers and waits until they take requests.
 *
 * @param options further ones of kafka.mjs, such as `['--version', '3.9.2']`
 * @returns the brokers as `host:port,…`, and each node by its number from 1; `close` removes all of it
 * @throws Error with what was printed, if they do not start
 */
export async function startKafka({ nodes = 1, options = [] } = {}) {
  const script = spawn(process.execPath, [SCRIPT, '--nodes', String(nodes), ...options], {
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let words = '';
  script.stderr.setEncoding('utf8').on('data', (text) => (words += text));
  const exited = once(script, 'exit');
  const lines = createInterface({ input: script.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`Kafka ended:\n${words}`);
    return JSON.parse(value);
  };

  const { brokers, pids, version } = await answer();
  let asked = Promise.resolve();
  const ask = (verb, id) => {
    asked = asked.then(() => {
      script.stdin.write(`${verb} ${id}\n`);
      return answer();
    });
    return asked;
  };
  return {
    brokers,
    version,
    nodes: pids.map((pid, index) => ({
      id: index + 1,
      pid,
      kill: () => ask('kill', index + 1),
      stop: () => ask('stop', index + 1),
      start: () => ask('start', index + 1),
    })),
    async close() {
      script.stdin.end();
      await exited;
    },
  };
}
