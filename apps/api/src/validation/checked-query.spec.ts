import { IsString } from 'class-validator';
import { TaskRunStatesQuery } from '../task-run-states/dto/task-run-states-query.dto.js';
import { queryOf } from './checked-query.js';
import { RequestInvalid } from './request-invalid.js';

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';

describe('a query', () => {
  const check = queryOf(TaskRunStatesQuery);

  it('is read like a body', () => {
    expect(check({ task_run_id: ID.toUpperCase(), verbose: '1' })).toEqual({ task_run_id: ID });
  });

  it('counts the last of a repeated name', () => {
    expect(check({ task_run_id: ['mine', ID] })).toEqual({ task_run_id: ID });
  });

  it('takes all values of a name where the field is a list', () => {
    class Tags {
      @IsString({ each: true }) tag: readonly string[] = [];
    }
    const tagsIn = queryOf(Tags);
    const tags = [{}, { tag: 'a' }, { tag: ['a', 'b'] }].map((query) => tagsIn(query).tag);
    expect(tags).toEqual([[], ['a'], ['a', 'b']]);
  });

  it.each([
    [{}, 'missing'],
    [{ task_run_id: 'mine' }, 'uuid_parsing'],
    [{ task_run_id: [] }, 'missing'],
  ])('is faulted by name: %j', (query, type) => {
    expect(() => check(query)).toThrow(RequestInvalid);
    try {
      check(query);
    } catch (error) {
      expect(error).toMatchObject({
        faults: [{ type, loc: ['query', 'task_run_id'] }],
        body: null,
      });
    }
  });
});
