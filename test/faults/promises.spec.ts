import type { LogEvent } from '../kill/gaps.mjs';
import { brokenPromises, type Told } from './promises.mjs';

const event = (
  stream: string,
  revision: bigint,
  id: string,
  type: string,
  data: object,
): LogEvent => ({ stream, revision, id, type, data: JSON.stringify(data) });

const set = (revision: bigint, id: string, stateId: string, message: string): LogEvent =>
  event('taskRun-r', revision, id, 'StateSet', { state: { id: stateId, message } });

const created = (stream: string): LogEvent =>
  event(stream, 0n, `birth in ${stream}`, 'TaskRunCreated', { run: { dynamicKey: 'k' } });

const run = [created('taskRun-r'), set(1n, 'e1', 's1', 'k'), set(2n, 'e2', 's2', 'granted')];

const verdict = { status: 'WAIT', reason: 'early' };
const refusals = [
  event('taskRunRefusals-r', 0n, 'e3', 'TransitionRefused', { verdict }),
  event('taskRunRefusals-r', 1n, 'e4', 'RefusalRepeated', {}),
];

const logOf = (...streams: readonly (readonly LogEvent[])[]): Map<string, readonly LogEvent[]> =>
  new Map(streams.map((events) => [events[0]?.stream ?? '', events]));

const log = logOf(run, refusals);

const granted: Told = {
  token: 'granted',
  runId: 'r',
  granted: 's2',
  recorded: { decision: 'e2', revision: 2 },
  refusals: [],
  unanswered: 0,
};
const refusedTwice: Told = {
  token: 'refused',
  runId: 'r',
  granted: null,
  refusals: [
    { ...verdict, decision: 'e3' },
    { ...verdict, decision: 'e4' },
  ],
  unanswered: 0,
};
const lost: Told = { ...refusedTwice, token: 'lost', refusals: [], unanswered: 1 };
const told = [granted, refusedTwice, lost];

describe('the comparison of answers and log', () => {
  it('finds nothing where every answer is the one in the log', () => {
    expect(brokenPromises(told, log)).toEqual([]);
  });

  it('lets a proposal without an answer be written once', () => {
    expect(brokenPromises(told, logOf([...run, set(3n, 'e5', 's3', 'lost')], refusals))).toEqual(
      [],
    );
  });

  it.each<[string, RegExp, ReturnType<typeof logOf>]>([
    [
      'a grant that is gone',
      /granted was granted as state s2 by event e2.*undefined$/,
      logOf(run.slice(0, 2), refusals),
    ],
    [
      'a grant as another state',
      /granted as state s2/,
      logOf([...run.slice(0, 2), set(2n, 'e2', 's9', 'granted')], refusals),
    ],
    [
      'a grant by another event',
      /by event e2/,
      logOf([...run.slice(0, 2), set(2n, 'e9', 's2', 'granted')], refusals),
    ],
    [
      'a grant at another revision',
      /at revision 2/,
      logOf([...run.slice(0, 2), set(3n, 'e2', 's2', 'granted')], refusals),
    ],
    [
      'a grant that was applied twice',
      /granted is in the log 2 times/,
      logOf([...run, set(3n, 'e5', 's3', 'granted')], refusals),
    ],
    [
      'a proposal without an answer that was applied twice',
      /lost is in the log 2 times/,
      logOf([...run, set(3n, 'e5', 's3', 'lost'), set(4n, 'e6', 's4', 'lost')], refusals),
    ],
    [
      'a refused proposal that was applied',
      /refused was refused, and is in the log/,
      logOf([...run, set(3n, 'e5', 's3', 'refused')], refusals),
    ],
    [
      'a refusal that is gone',
      /refused was refused by event e4.*undefined$/,
      logOf(run, refusals.slice(0, 1)),
    ],
    [
      'a refusal with another reason',
      /refused was refused by event e3/,
      logOf(run, [
        event('taskRunRefusals-r', 0n, 'e3', 'TransitionRefused', {
          verdict: { ...verdict, reason: 'late' },
        }),
      ]),
    ],
    [
      'an event that is there twice',
      /event e2 of taskRun-r is in the log twice/,
      logOf([...run, set(3n, 'e2', 's3', 'other')], refusals),
    ],
    [
      'two runs under one natural key',
      /k was created in taskRun-r and in taskRun-q/,
      logOf(run, refusals, [created('taskRun-q')]),
    ],
  ])('finds %s', (_, sentence, found) => {
    expect(brokenPromises(told, found)).toContainEqual(expect.stringMatching(sentence));
  });
});
