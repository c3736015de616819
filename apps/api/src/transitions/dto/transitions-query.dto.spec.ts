import { queryOf } from '../../validation/checked-query.js';
import { toTransitionFilter, TransitionsQuery } from './transitions-query.dto.js';

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';
const OTHER = '1bf76519-16cd-43dd-8448-eb211c80319c';

describe('the query of a feed', () => {
  const read = queryOf(TransitionsQuery);

  it('asks for everything from the start where it says nothing', () => {
    const query = read({});
    expect(query.after).toBeNull();
    expect(toTransitionFilter(query)).toEqual({
      taskRunIds: new Set(),
      flowRunIds: new Set(),
      tags: new Set(),
      types: new Set(),
    });
  });

  it('asks for any of the values of a name', () => {
    const query = read({
      task_run_id: [ID.toUpperCase(), OTHER],
      flow_run_id: ID,
      tag: ['blue', ''],
      type: 'FAILED',
    });
    expect(toTransitionFilter(query)).toEqual({
      taskRunIds: new Set([ID, OTHER]),
      flowRunIds: new Set([ID]),
      tags: new Set(['blue', '']),
      types: new Set(['FAILED']),
    });
  });

  it('tells where to begin', () => {
    expect(read({ after: 'log:7' }).after).toEqual({ logId: 'log', position: 7n });
    expect(read({ after: 'now' }).after).toBe('now');
  });
});
