import type { LogEvent } from '../kill/gaps.mjs';
import { strayRows } from './state-rows.mjs';

const set = (revision: bigint, stateId: string): LogEvent => ({
  stream: 'taskRun-r',
  revision,
  id: `e${revision}`,
  type: 'StateSet',
  data: JSON.stringify({ state: { id: stateId } }),
});

const streams = new Map([['taskRun-r', [set(1n, 's1'), set(2n, 's2')]]]);
const rows = [
  { id: 's1', revision: 1n },
  { id: 's2', revision: 2n },
];

describe('the comparison of the rows of states with the log', () => {
  it('finds nothing where each event was applied once', () => {
    expect(strayRows(rows, streams)).toEqual([]);
  });

  it('finds an event that was missed', () => {
    expect(strayRows(rows.slice(1), streams)).toEqual(['state s1 of revision 1 was missed']);
  });

  it('finds a state that is there twice', () => {
    expect(strayRows([...rows, { id: 's2', revision: 2n }], streams)).toEqual([
      'a state is there twice',
    ]);
  });

  it('finds another revision, and a state of no stream', () => {
    const [first] = rows;
    const found = strayRows(
      [...(first ? [first] : []), { id: 's2', revision: 3n }, { id: 's9', revision: 1n }],
      streams,
    );
    expect(found).toEqual(['state s2 has revision 3, its stream 2', 'state s9 is in no stream']);
  });
});
