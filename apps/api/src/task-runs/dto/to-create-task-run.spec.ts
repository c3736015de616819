import type { CreateTaskRun } from '@app/task-run';
import { bodyOf } from '../../validation/checked-body.js';
import { TaskRunCreate } from './task-run-create.dto.js';
import { toCreateTaskRun } from './to-create-task-run.js';

const check = bodyOf(TaskRunCreate);
const ID = '0af76519-16cd-43dd-8448-eb211c80319c';

function creation(members: string): CreateTaskRun {
  const source = `{"task_key":"k","dynamic_key":"0"${members && `,${members}`}}`;
  return toCreateTaskRun(check({ kind: 'json', value: JSON.parse(source), source }), source);
}

describe('a run to be created', () => {
  it('needs no more than its keys', () => {
    expect(creation('')).toEqual({
      id: null,
      name: null,
      flowRunId: null,
      taskKey: 'k',
      dynamicKey: '0',
      cacheKey: null,
      cacheExpiration: null,
      taskVersion: null,
      empiricalPolicy: {
        maxRetries: 0,
        retryDelaySeconds: 0,
        retries: null,
        retryDelay: null,
        retryJitterFactor: null,
      },
      tags: [],
      labels: {},
      taskInputs: {},
      state: null,
    });
  });

  it.each([
    ['"max_retries":2', { retries: 2 }],
    ['"max_retries":2,"retries":0', { retries: 2 }],
    ['"max_retries":2,"retries":1', { retries: 1 }],
    ['"max_retries":0,"retries":0', { retries: 0 }],
    ['"retry_delay_seconds":2.5', { retryDelay: 2.5 }],
    ['"retry_delay_seconds":5,"retry_delay":0', { retryDelay: 5 }],
    ['"retry_delay_seconds":5,"retry_delay":[]', { retryDelay: [] }],
    ['"retry_delay":["1",2.5]', { retryDelay: [1, 2.5] }],
  ])('has the policy %s', (policy, expected) => {
    expect(creation(`"empirical_policy":{${policy}}`).empiricalPolicy).toMatchObject(expected);
  });

  it('has inputs of the kinds that their shapes tell', () => {
    const { taskInputs } = creation(
      `"task_inputs":{"x":[{"id":"${ID}"},{"input_type":"flow_run","id":"${ID}"},{"name":"p"},{"type":"int","size":4}],"__proto__":[]}`,
    );
    expect(JSON.stringify(taskInputs)).toBe(
      `{"x":[{"input_type":"task_run","id":"${ID}"},{"input_type":"flow_run","id":"${ID}"},` +
        '{"input_type":"parameter","name":"p"},{"input_type":"constant","type":"int"}],"__proto__":[]}',
    );
  });

  it('has labels as they are, under whatever names', () => {
    const { labels } = creation('"labels":{"a":1,"b":1.5,"c":true,"d":"","__proto__":"e"}');
    expect(JSON.stringify(labels)).toBe('{"a":1,"b":1.5,"c":true,"d":"","__proto__":"e"}');
  });

  it('has the data of its state as written', () => {
    expect(creation('"state":{"type":"COMPLETED","data":1.0}').state?.data).toEqual({
      value: 1,
      source: '1.0',
    });
  });
});

describe('a run that is faulted', () => {
  it.each([
    ['"labels":{"a":1e400}', 'body.labels.a.float: Input should be a finite number'],
    ['"labels":{"a":null}', 'body.labels.a.str: Input should be a valid string'],
    [
      '"empirical_policy":{"retry_delay":1e400}',
      'body.empirical_policy.retry_delay.float: Input should be a finite number',
    ],
    [
      '"empirical_policy":{"retry_jitter_factor":-1}',
      'body.empirical_policy.retry_jitter_factor: Value error, `retry_jitter_factor` must be >= 0.',
    ],
    [
      `"empirical_policy":{"retry_delay":[${Array(51).fill(1).join(',')}]}`,
      'body.empirical_policy.retry_delay: Value error, Can not configure more than 50 retry delays per task.',
    ],
    [
      `"cache_key":"${'k'.repeat(2001)}"`,
      'body.cache_key: Value error, Cache key exceeded maximum allowed length of 2000 characters.',
    ],
    ['"task_inputs":{"x":[{}]}', 'body.task_inputs.x.0.Parameter.name: Field required'],
    ['"empirical_policy":null', /^body\.empirical_policy: /],
  ])('for %.60s', (members, told) => {
    expect.assertions(1);
    try {
      creation(members);
    } catch (error) {
      const { faults } = error as { faults: readonly { loc: readonly string[]; msg: string }[] };
      expect(faults.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`)).toContainEqual(
        typeof told === 'string' ? told : expect.stringMatching(told),
      );
    }
  });
});
