import { gapsOf, type LogEvent } from './gaps.mjs';

const event = (revision: bigint, type: string, transition: number): LogEvent => ({
  stream: 'taskRun-r',
  revision,
  id: `e${revision}`,
  type,
  data: JSON.stringify({ transition }),
});

describe('the gaps of a stream', () => {
  it('are none where revisions and transitions follow each other', () => {
    const stream = [event(0n, 'Created', 0), event(1n, 'StateSet', 1), event(2n, 'StateSet', 2)];
    expect(gapsOf(stream)).toEqual([]);
  });

  it('are found in the revisions', () => {
    expect(gapsOf([event(1n, 'StateSet', 1)])).toEqual(['taskRun-r has a gap in its revisions']);
  });

  it('are found in the transitions', () => {
    const stream = [event(0n, 'StateSet', 1), event(1n, 'StateSet', 3)];
    expect(gapsOf(stream)).toEqual(['taskRun-r has a gap in its transitions']);
  });
});
