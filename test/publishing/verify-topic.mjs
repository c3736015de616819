import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CLI = fileURLToPath(new URL('../../dist/apps/cli/src/main.js', import.meta.url));

/**
 * Lets the built command compare topics and log.
 *
 * @param acknowledged how many transitions callers were told of, in all
 * @returns what is `wrong`, as sentences, and the `summary` of the command
 * @throws Error if it cannot compare them
 */
export async function verifyTopic(settings, acknowledged) {
  const env = { ...process.env, LOG_LEVEL: 'warn', ...settings };
  const {
    code = 0,
    stdout,
    stderr,
  } = await promisify(execFile)(process.execPath, [CLI, 'verify-topic'], {
    env,
    maxBuffer: 1e8,
  }).catch((error) => error);
  const lines = stdout.trimEnd().split('\n');
  const summary = lines.find((line) => / 0?\d* missing, /.test(line));
  if (summary === undefined) throw new Error(`verify-topic ended with ${code}: ${stdout}${stderr}`);
  const compared = Number(/^([\d,]+) transitions/.exec(summary)?.[1].replaceAll(',', ''));
  const wrong = code === 0 ? [] : lines;
  if (compared !== acknowledged)
    wrong.push(`${compared} transitions were compared, ${acknowledged} were acknowledged`);
  return { wrong, summary };
}
