import { join } from 'node:path';
import { born, noon, stateId, stateSet, type Set } from '../contract/task-runs.fixture.js';
import { projectTaskRuns, type RecordedTaskRunEvent } from '../projections/project-task-runs.js';
import { connect, preparedOn, type Prepared } from './connection.js';
import { directories } from './directory.fixture.js';
import { writeChanges } from './row-writer.js';
import { INDEXED_COLUMNS, SCHEMA } from './schema.js';

const newDirectory = directories();

/** The indexed columns that an update names when a run that pends becomes what is given. */
function namedBy(set: Set): readonly string[] {
  const connection = connect(join(newDirectory(), 'a.db'), []);
  connection.exec(SCHEMA);
  const texts: string[] = [];
  const prepared = preparedOn(connection);
  const write = (events: readonly RecordedTaskRunEvent[]): void => {
    const watched: Prepared = (text) => {
      texts.push(text);
      return prepared(text);
    };
    writeChanges(watched, projectTaskRuns(events));
  };
  write(born(1, {}, { type: 'PENDING' }));
  write([stateSet(1, { id: stateId(2), ...set })]);
  connection.close();
  const named = texts.flatMap((text) => (text.startsWith('update') ? text.split(/[ ,]/) : []));
  return INDEXED_COLUMNS.filter((column) => named.includes(column));
}

describe('an update of a row', () => {
  it('names the indexed columns that change', () => {
    const running: Set = {
      type: 'RUNNING',
      timestamp: noon(1),
      expectedStartTime: noon(),
      startTime: noon(1),
    };
    expect(namedBy(running)).toEqual([
      'state_type',
      'state_name',
      'start_time',
      'running',
      'duration',
    ]);
  });

  it('names none that keep their values', () => {
    expect(
      namedBy({ type: 'PENDING', timestamp: noon(1), expectedStartTime: noon(), runCount: 3 }),
    ).toEqual([]);
  });
});
