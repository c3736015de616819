import type { Micros } from '@app/orchestration';
import fc from 'fast-check';
import { facts } from './arbitrary-facts.fixture.js';
import { creation, run } from './arbitrary-run.fixture.js';
import { ALL, clock, maybe, proposedState, text } from './arbitrary-state.fixture.js';
import type { Command } from './commands.js';
import type { Facts } from './facts.js';
import type { TaskRun } from './task-run.js';

export type Situation = Readonly<{ run: TaskRun; command: Command; facts: Facts }>;

const rarely = fc.nat({ max: 4 }).map((drawn) => drawn === 4);

const createTaskRun = fc.record(
  { command: fc.constant('CreateTaskRun' as const), creation, state: proposedState },
  ALL,
);

const setTaskRunState = fc.record(
  {
    command: fc.constant('SetTaskRunState' as const),
    proposal: fc.record({ state: proposedState, force: rarely }, ALL),
    request: maybe(
      fc.record(
        {
          key: text,
          kind: fc.constantFrom('idempotency-key' as const, 'transition-id' as const),
          fingerprint: text,
        },
        ALL,
      ),
    ),
  },
  ALL,
);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 1, arbitrary: createTaskRun },
  { weight: 4, arbitrary: setTaskRunState },
);

/** A run with a command and facts that need not fit it. */
export const situation: fc.Arbitrary<Situation> = fc.record(
  {
    run,
    command,
    facts,
  },
  ALL,
);

/** What may be tried with a run, one after the other. */
export type Step =
  | Readonly<{ tries: 'command'; command: Command; facts: Facts }>
  | Readonly<{ tries: 'rename'; name: string; at: Micros }>
  | Readonly<{ tries: 'deletion'; at: Micros }>;

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ tries: fc.constant('command' as const), command, facts }, ALL),
  },
  {
    weight: 1,
    arbitrary: fc.record({ tries: fc.constant('rename' as const), name: text, at: clock }, ALL),
  },
  { weight: 1, arbitrary: fc.record({ tries: fc.constant('deletion' as const), at: clock }, ALL) },
);
