import fc from 'fast-check';
import { SetTaskRunStateBody } from '../task-runs/dto/set-task-run-state.dto.js';
import { FilterTaskRunsBody, TaskRunHistoryBody } from '../task-runs/dto/queries.dto.js';
import { TaskRunCreate } from '../task-runs/dto/task-run-create.dto.js';
import { TaskRunUpdate } from '../task-runs/dto/task-run-update.dto.js';
import type { Body } from './body.js';
import { bodyOf, parametersOf } from './checked-body.js';
import { RequestInvalid } from './request-invalid.js';
import { RequestRefused } from './request-refused.js';

const NONE: Body = { kind: 'none' };
const text = (source: string): Body => ({ kind: 'text', source });
const json = (source: string): Body => ({ kind: 'json', value: JSON.parse(source), source });

function refusal(check: (body: Body) => unknown, body: Body): RequestInvalid {
  try {
    check(body);
  } catch (error) {
    if (error instanceof RequestInvalid) return error;
    throw error;
  }
  throw new Error('the body was taken');
}

const places = (check: (body: Body) => unknown, body: Body): readonly string[] =>
  refusal(check, body).faults.map(({ loc, type }) => [...loc, type].join('.'));

describe('a body that is one model', () => {
  const check = bodyOf(TaskRunCreate);

  it.each([
    ['none', NONE, 'body.missing'],
    ['null', json('null'), 'body.missing'],
    ['declared as text', text('{"task_key":"a","dynamic_key":"b"}'), 'body.missing'],
    ['a list', json('[]'), 'body.model_attributes_type'],
    ['a text', json('"run"'), 'body.model_attributes_type'],
    ['a number', json('1'), 'body.model_attributes_type'],
  ])('is missing or wrong as a whole where it is %s', (_, body, place) => {
    expect(places(check, body)).toEqual([place]);
  });

  it('is told back with its faults, in full', () => {
    const { faults, body } = refusal(check, json('{"task_key":"a","colour":1}'));
    expect(body).toEqual({ task_key: 'a', colour: 1 });
    expect(faults).toEqual([
      { type: 'missing', loc: ['body', 'dynamic_key'], msg: 'Field required', input: body },
      {
        type: 'extra_forbidden',
        loc: ['body', 'colour'],
        msg: 'Extra inputs are not permitted',
        input: 1,
      },
    ]);
  });

  it('is told back as text where it is text, and as null where it cannot be shown', () => {
    expect(refusal(check, text('a=b')).body).toBe('a=b');
    expect(refusal(check, NONE).body).toBeNull();
    expect(refusal(check, json('['.repeat(501) + ']'.repeat(501))).body).toBeNull();
  });

  it('is refused for what no store could hold before anything else', () => {
    expect(places(check, json('{"name":"\\u0000"}'))).toEqual(['body.name.value_error']);
  });

  it('may leave out the name that it could change', () => {
    expect(bodyOf(TaskRunUpdate)(json('{}'))).toEqual({ name: undefined });
    expect(bodyOf(TaskRunUpdate)(json('{"name":null}'))).toEqual({ name: null });
  });
});

describe('a body that holds parameters', () => {
  const check = parametersOf(SetTaskRunStateBody);
  const filter = parametersOf(FilterTaskRunsBody);

  it.each([
    ['none', NONE],
    ['null', json('null')],
    ['declared as text', text('{"state":{"type":"RUNNING"}}')],
    ['empty', json('{}')],
  ])('lacks only what is required where it is %s', (_, body) => {
    expect(places(check, body)).toEqual(['body.state.missing']);
    expect(filter(body)).toEqual(new FilterTaskRunsBody());
  });

  it.each(['[]', '"text"', '7'])('lacks every parameter where it is %s', (source) => {
    expect(places(check, json(source))).toEqual(['body.state.missing', 'body.force.missing']);
    expect(places(filter, json(source))).toHaveLength(7);
  });

  it.each([
    ['{"limit":201,"sort":"COLOUR"}', 'Invalid limit: must be less than or equal to 200.'],
    ['{"limit":"-1"}', 'Invalid limit: must be greater than or equal to 0.'],
  ])('is refused for its limit before its faults: %s', (source, detail) => {
    expect(() => filter(json(source))).toThrow(new RequestRefused(detail));
  });
});

describe('any JSON whatever', () => {
  const checks = [
    bodyOf(TaskRunCreate),
    bodyOf(TaskRunUpdate),
    parametersOf(SetTaskRunStateBody),
    parametersOf(FilterTaskRunsBody),
    parametersOf(TaskRunHistoryBody),
  ];
  const words = fc.constantFrom(
    ...['state', 'type', 'RUNNING', 'data', 'state_details', 'scheduled_time', 'task_runs', 'id'],
    ...['any_', 'labels', 'task_inputs', 'tags', 'limit', 'empirical_policy', 'retry_delay'],
    ...['__proto__', 'constructor', '1e400', '\0', '\ud800', 'yes', '2041-05-01'],
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5, depthSize: 'large' },
      fc.oneof(words, fc.double(), fc.integer(), fc.boolean(), fc.constant(null)),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(words, tie('tree'), { maxKeys: 8 }),
    ),
  }));

  it('is taken, or refused with its faults under the body', () => {
    fc.assert(
      fc.property(fc.constantFrom(...checks), tree, (check, value) => {
        try {
          expect(check(json(JSON.stringify(value)))).toBeInstanceOf(Object);
        } catch (error) {
          if (error instanceof RequestRefused) return;
          expect(error).toBeInstanceOf(RequestInvalid);
          const { faults } = error as RequestInvalid;
          expect(faults.length).toBeGreaterThan(0);
          expect(faults.every(({ loc }) => loc[0] === 'body')).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
