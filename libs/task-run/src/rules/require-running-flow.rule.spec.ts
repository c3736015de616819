import { STATE_TYPES } from '@app/orchestration';
import { aborted, accepted, given, missing, replaced } from '../decide.fixture.js';
import {
  deferred,
  FLOW_RUN_ID,
  flowRun,
  GONE,
  inState,
  noon,
  propose,
  RUN_ID,
  STATE_ID,
} from '../situation.fixture.js';
import { requireRunningFlow } from './require-running-flow.rule.js';

const NOT_RUNNING = 'The enclosing flow must be running to begin task execution.';
const inFlow = { flowRunId: FLOW_RUN_ID };
const pending = given(inState('PENDING'), inFlow);

describe(requireRunningFlow.name, () => {
  it('lets a run start while its flow run is RUNNING', () => {
    pending
      .with({ flowRun: flowRun('RUNNING') })
      .when(propose('RUNNING'))
      .then(accepted('RUNNING'));
  });

  it('lets a run start that has no flow run', () => {
    given(inState('PENDING')).when(propose('RUNNING')).then(accepted('RUNNING'));
  });

  it.each([null, ...STATE_TYPES.filter((type) => type !== 'RUNNING' && type !== 'PAUSED')])(
    'aborts a start while its flow run is %s',
    (type) => {
      pending
        .with({ flowRun: flowRun(type) })
        .when(propose('RUNNING'))
        .then(aborted(NOT_RUNNING));
    },
  );

  it('makes a run NotReady while its flow run is PAUSED, with the terms of the pause', () => {
    const terms = { pauseTimeout: noon(300), pauseReschedule: true };
    pending
      .with({ flowRun: flowRun('PAUSED', terms) })
      .when(propose('RUNNING', { message: 'hello', cacheKey: 'key' }))
      .then(
        replaced(
          `The flow is paused, new tasks can execute after resuming flow run: ${FLOW_RUN_ID}.`,
          'PAUSED',
          {
            id: STATE_ID,
            name: 'NotReady',
            message: null,
            details: expect.objectContaining({
              ...terms,
              cacheKey: null,
              flowRunId: FLOW_RUN_ID,
              taskRunId: RUN_ID,
            }),
          },
        ),
      );
  });

  it('pauses even a run that is RUNNING', () => {
    given(inState('RUNNING'), inFlow)
      .with({ flowRun: flowRun('PAUSED') })
      .when(propose('RUNNING'))
      .then({ event: { state: { type: 'PAUSED' } } });
  });

  it('leaves a flow run that is gone to the rule that notes its attempt', () => {
    pending.with({ flowRun: GONE }).when(propose('RUNNING')).then(missing(FLOW_RUN_ID));
  });

  it('asks nothing of a state other than RUNNING', () => {
    pending
      .with({ flowRun: flowRun('FAILED') })
      .when(propose('FAILED'))
      .then(accepted('FAILED'));
  });

  it('asks nothing of a forced or a deferred start', () => {
    for (const start of [propose('RUNNING', { force: true }), deferred('RUNNING')]) {
      pending
        .with({ flowRun: flowRun('COMPLETED') })
        .when(start)
        .then(accepted('RUNNING'));
    }
  });
});
