import { accepted, booked, given, missing, wait } from '../decide.fixture.js';
import {
  deferred,
  FLOW_RUN_ID,
  flowRun,
  GONE,
  inState,
  noon,
  propose,
  scheduled,
} from '../situation.fixture.js';
import { recordFlowAttempt } from './record-flow-attempt.rule.js';

const inFlow = { flowRunId: FLOW_RUN_ID };

describe(recordFlowAttempt.name, () => {
  it('notes the attempt that the flow run is on', () => {
    for (const start of [propose('RUNNING'), deferred('RUNNING')]) {
      given(inState('PENDING'), inFlow)
        .with({ flowRun: flowRun('RUNNING', { runCount: 7 }) })
        .when(start)
        .then(accepted('RUNNING'), booked({ flowRunRunCount: 7 }));
    }
  });

  it('leaves the count of a run without a flow run', () => {
    given(inState('PENDING'), { flowRunRunCount: 3 })
      .when(propose('RUNNING'))
      .then(booked({ flowRunRunCount: 3 }));
  });

  it('finds no flow run that is gone', () => {
    given(inState('PENDING'), inFlow)
      .with({ flowRun: GONE })
      .when(propose('RUNNING'))
      .then(missing(FLOW_RUN_ID));
  });

  it('does not look for the flow run of a start that an earlier rule refused', () => {
    given(scheduled({ at: noon(60) }), inFlow)
      .with({ flowRun: GONE })
      .when(propose('RUNNING'))
      .then(wait(60, 'Scheduled time is in the future'));
  });

  it('notes nothing for another state or a forced start', () => {
    for (const proposal of [propose('COMPLETED'), propose('RUNNING', { force: true })]) {
      given(inState('PENDING'), inFlow)
        .with({ flowRun: flowRun('RUNNING', { runCount: 7 }) })
        .when(proposal)
        .then(booked({ flowRunRunCount: 0 }));
    }
  });
});
