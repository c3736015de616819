import { read } from '../contract/events.fixture.js';
import { built, linesOf } from './built.fixture.js';
import { directories } from './directory.fixture.js';
import { openSqliteLog } from './sqlite-log.js';

/** Appends to a stream as fast as it is answered; says each revision that was answered, and the first failure. */
const WRITER = `
  import { writeSync } from 'node:fs';
  import { openSqliteLog } from './event-store/src/index.js';
  const [directory, stream] = process.argv.slice(2);
  const log = openSqliteLog(directory);
  const event = (at) => ({ id: stream + at, type: 'Happened', data: '"' + 'x'.repeat(2000) + '"', metadata: '{}' });
  try {
    for (let at = -1n; ; ) {
      ({ revision: at } = await log.append(stream, at, [event(at)]));
      writeSync(1, at + '\\n');
    }
  } catch (error) {
    writeSync(1, error.name + ' ' + error.cause.code + '\\n');
  }`;

const newDirectory = directories();
const js = built();

describe('what was answered', () => {
  it('is in the log when the process was killed', async () => {
    const directory = newDirectory();
    const child = js.process(WRITER, [directory, 'a']);
    const answered: string[] = [];
    for await (const line of linesOf(child)) {
      answered.push(line);
      if (answered.length === 300) child.kill('SIGKILL');
    }
    const log = openSqliteLog(directory);
    const found = (await read(log, 'a')).map(({ revision }) => String(revision));
    expect(found.slice(0, answered.length)).toEqual(answered);
    log.close();
  });

  it('is in the log when the disk failed in a later commit, whose outcome is unknown', async () => {
    const directory = newDirectory();
    const child = js.process(WRITER, [directory, 'a'], 'ulimit -f 500');
    const lines: string[] = [];
    for await (const line of linesOf(child)) lines.push(line);
    const log = openSqliteLog(directory);
    expect(lines.at(-1)).toBe('OutcomeUnknown SQLITE_IOERR_WRITE');
    const found = (await read(log, 'a')).map(({ revision }) => String(revision));
    expect(found).toEqual(lines.slice(0, -1));
    log.close();
  });
});
