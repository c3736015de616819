import { readFileSync } from 'node:fs';
import { TaskRunStatesQuery } from '../task-run-states/dto/task-run-states-query.dto.js';
import {
  CountTaskRunsBody,
  FilterTaskRunsBody,
  PaginateTaskRunsBody,
  TaskRunHistoryBody,
} from '../task-runs/dto/queries.dto.js';
import { SetTaskRunStateBody } from '../task-runs/dto/set-task-run-state.dto.js';
import { TaskRunCreate } from '../task-runs/dto/task-run-create.dto.js';
import { TaskRunUpdate } from '../task-runs/dto/task-run-update.dto.js';
import { toIntervals } from '../task-runs/dto/to-intervals.js';
import type { Body } from './body.js';
import { bodyOf, parametersOf } from './checked-body.js';
import { queryOf } from './checked-query.js';
import { RequestInvalid } from './request-invalid.js';
import { RequestRefused } from './request-refused.js';

// What the reference takes and what it faults, and where, by the recorded answers: each is asked of our checkers.

type Step = Readonly<{
  id: string;
  method?: string;
  path: string;
  body?: unknown;
  raw?: string;
  headers?: Readonly<Record<string, string>>;
}>;
type Scenario = Readonly<{ name: string; steps: readonly Step[] }>;
type Answer = Readonly<{
  step: string;
  status: number;
  body?: Readonly<{ where?: readonly string[]; detail?: string }>;
}>;

const CONFORMANCE = new URL('../../../../test/conformance/', import.meta.url);
const SUITES = ['task-runs', 'server', 'set-state', 'queries-plain', 'queries'];

const query = queryOf(TaskRunStatesQuery);
const history = parametersOf(TaskRunHistoryBody);
const ROUTES: readonly (readonly [RegExp, (body: Body, step: Step) => unknown])[] = [
  [/^POST \/task_runs\/$/, bodyOf(TaskRunCreate)],
  [/^PATCH \/task_runs\/[^/]+$/, bodyOf(TaskRunUpdate)],
  [/^POST \/task_runs\/[^/]+\/set_state$/, parametersOf(SetTaskRunStateBody)],
  [/^POST \/task_runs\/filter$/, parametersOf(FilterTaskRunsBody)],
  [/^POST \/task_runs\/count$/, parametersOf(CountTaskRunsBody)],
  [/^POST \/task_runs\/paginate$/, parametersOf(PaginateTaskRunsBody)],
  [/^POST \/task_runs\/history$/, (body) => toIntervals(history(body))],
  [
    /^GET \/task_run_states\/(\?|$)/,
    (_, { path }) => query(Object.fromEntries(new URL(filled(path), 'http://x').searchParams)),
  ],
];

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';

/** A text with its placeholders filled by something of the right kind. */
const filled = (text: string): string =>
  text.replace(/\{\{([^{}]+)\}\}/g, (_, expression: string) => {
    if (expression.startsWith('uniq:')) return 'word';
    if (expression.startsWith('now') || expression.endsWith('_time')) return '2041-05-01T00:00:00Z';
    const digit = /\.id\.(\d+)$/.exec(expression)?.[1];
    return digit === undefined ? ID : ID.charAt(Number(digit));
  });

function bodyOfStep({ body, raw, headers }: Step): Body {
  const source = raw ?? (body === undefined ? undefined : filled(JSON.stringify(body)));
  if (source === undefined) return { kind: 'none' };
  const isJson = /json/i.test(headers?.['content-type'] ?? 'json');
  return isJson ? { kind: 'json', value: JSON.parse(source), source } : { kind: 'text', source };
}

/** What a checker says, in the form of the recorded answers. */
function outcome(check: (body: Body, step: Step) => unknown, step: Step): unknown {
  try {
    check(bodyOfStep(step), step);
    return 'taken';
  } catch (error) {
    if (error instanceof RequestRefused) return error.detail;
    if (!(error instanceof RequestInvalid)) throw error;
    return [...new Set(error.faults.map(({ loc }) => loc.join('.')))].sort();
  }
}

const isText = (raw: string | undefined): boolean => {
  try {
    if (raw !== undefined) JSON.parse(raw);
    return true;
  } catch {
    return false; // the body's parser refuses it before
  }
};

const recorded = await Promise.all(
  SUITES.map(async (suite) => {
    const { default: scenarios } = (await import(
      new URL(`scenarios/${suite}.mjs`, CONFORMANCE).pathname
    )) as { default: readonly Scenario[] };
    const file = readFileSync(new URL(`reference/${suite}.json`, CONFORMANCE), 'utf8');
    const answers = JSON.parse(file) as Readonly<Record<string, readonly Answer[]>>;
    return scenarios.map(({ name, steps }) => {
      const asked = steps.flatMap((step) => {
        const answer = answers[name]?.find(({ step: id }) => id === step.id);
        const route = ROUTES.find(([path]) => path.test(`${step.method ?? 'POST'} ${step.path}`));
        return answer && route && isText(step.raw) ? [{ step, answer, check: route[1] }] : [];
      });
      return { name: `${suite}: ${name}`, asked };
    });
  }),
);

describe('the checkers agree with the reference', () => {
  it.each(recorded.flat().filter(({ asked }) => asked.length > 0))('on $name', ({ asked }) => {
    for (const { step, answer, check } of asked) {
      const told = outcome(check, step);
      if (answer.status !== 422) expect(told).toBe('taken');
      else if (answer.body?.where) expect(told).toEqual(answer.body.where);
      else if (answer.body?.detail !== undefined) expect(told).toBe(answer.body.detail);
      else expect(told).not.toBe('taken');
    }
  });
});
