import { once } from 'node:events';
import { built, linesOf } from './built.fixture.js';
import { directories } from './directory.fixture.js';
import { DirectoryLocked, lockDirectory } from './directory-lock.js';

const LOCK = `
  import { openSqliteLog } from './event-store/src/index.js';
  import { DirectoryLocked } from './event-store/src/sqlite/directory-lock.js';
  try {
    openSqliteLog(process.argv[2]);
    console.log('opened');
    setInterval(() => {}, 1000);
  } catch (error) {
    console.log(error instanceof DirectoryLocked ? 'refused' : error.stack);
  }`;

const newDirectory = directories();
const js = built();

describe('the lock of a directory', () => {
  it('is held by one at a time', () => {
    const directory = newDirectory();
    const lock = lockDirectory(directory);
    expect(() => lockDirectory(directory)).toThrow(DirectoryLocked);
    expect(() => lockDirectory(directory)).toThrow(`${directory} is in use: stop the process`);
    lock.release();
    lockDirectory(directory).release();
  });

  it('refuses another process', async () => {
    const directory = newDirectory();
    const lock = lockDirectory(directory);
    expect(await firstLine(directory)).toBe('refused');
    lock.release();
  });

  it('is released when its process is killed', async () => {
    const directory = newDirectory();
    const child = js.process(LOCK, [directory]);
    await once(linesOf(child), 'line');
    expect(() => lockDirectory(directory)).toThrow(DirectoryLocked);
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDirectory(directory).release();
  });
});

async function firstLine(directory: string): Promise<unknown> {
  const [line] = await once(linesOf(js.process(LOCK, [directory])), 'line');
  return line;
}
