import fc from 'fast-check';
import type { State, StateDetails } from '@app/orchestration';
import type { StateSet, TaskRunEvent } from '@app/task-run';
import type { LoggedEvent, RecordOrigin } from '@app/transitions';
import { run } from '../../libs/task-run/src/arbitrary-run.fixture.js';
import { ALL, clock, maybe, state, type } from '../../libs/task-run/src/arbitrary-state.fixture.js';

export const SEED = 20_270_115;

export const ORIGIN: RecordOrigin = {
  ledgerId: '1e000000-0000-7000-8000-00000000001e',
  publicUrl: 'https://runledger.example.org/path',
};

const IDS = ['flowRunId', 'taskRunId', 'transitionId', 'taskParametersId'] as const;

/** The api lets nothing but ids stand where ids belong. */
const withIds = (details: StateDetails, id: string): StateDetails => ({
  ...details,
  ...Object.fromEntries(IDS.map((name) => [name, details[name] === null ? null : id])),
});

const recorded: fc.Arbitrary<State> = fc
  .tuple(state, fc.uuid(), fc.uuid())
  .map(([drawn, id, other]) => ({ ...drawn, id, details: withIds(drawn.details, other) }));

const stateSet: fc.Arbitrary<StateSet> = fc.record(
  {
    type: fc.constant('StateSet' as const),
    transition: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    from: maybe(type),
    verdict: fc.constantFrom(
      { status: 'ACCEPT' } as const,
      { status: 'REJECT', reason: 'r' } as const,
    ),
    state: recorded,
    run,
    about: run,
    request: fc.constant(null),
  },
  ALL,
);

const deletion = fc.record({ type: fc.constant('TaskRunDeleted' as const), at: clock }, ALL);

const logged = <E extends TaskRunEvent>(event: fc.Arbitrary<E>): fc.Arbitrary<LoggedEvent> =>
  fc.record(
    {
      id: fc.uuid(),
      taskRunId: fc.uuid(),
      revision: fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) }),
      event,
      traceparent: fc.constantFrom(null, '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
    },
    ALL,
  );

export const transition = logged(stateSet);

/** An event of each kind that is told. */
export const loggedEvent = logged(fc.oneof(stateSet, deletion));
