import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from '../errors.js';
import { directories } from './directory.fixture.js';
import { openForReading, openForWriting } from './log-file.js';

const newDirectory = directories();

describe('the file of the log', () => {
  it('is synced at each commit', () => {
    const connection = openForWriting(newDirectory());
    expect(connection.pragma('synchronous')).toBe(2n);
    expect(connection.pragma('journal_mode')).toBe('wal');
    connection.close();
  });

  it('is not written by its readers', () => {
    const directory = newDirectory();
    const writer = openForWriting(directory);
    const reader = openForReading(directory);
    expect(() => reader.execute(`INSERT INTO stream (name) VALUES ('a')`)).toThrow('readonly');
    reader.close();
    writer.close();
  });

  it('is not made by its readers', () => {
    expect(() => openForReading(newDirectory())).toThrow(StoreUnavailable);
  });

  it('is refused if it is something else', () => {
    const directory = newDirectory();
    writeFileSync(join(directory, 'log.db'), 'a diary'.repeat(1_000));
    expect(() => openForWriting(directory)).toThrow(StoreUnavailable);
  });
});
