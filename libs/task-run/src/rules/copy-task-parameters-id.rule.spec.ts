import { accepted, given } from '../decide.fixture.js';
import { deferred, inState, propose } from '../situation.fixture.js';
import { copyTaskParametersId } from './copy-task-parameters-id.rule.js';

const PARAMETERS = { taskParametersId: 'parameters' };
const withParameters = (taskParametersId: string | null) => ({
  details: expect.objectContaining({ taskParametersId }),
});

describe(copyTaskParametersId.name, () => {
  it.each([
    ['SCHEDULED', 'PENDING'],
    ['SCHEDULED', 'RUNNING'],
    ['PENDING', 'RUNNING'],
  ] as const)('copies the id from %s to %s', (from, to) => {
    given(inState(from, PARAMETERS))
      .when(deferred(to))
      .then(accepted(to, withParameters('parameters')));
  });

  it.each([
    ['RUNNING', 'COMPLETED'],
    ['PENDING', 'FAILED'],
    ['PAUSED', 'RUNNING'],
  ] as const)('copies no id from %s to %s', (from, to) => {
    given(inState(from, PARAMETERS))
      .when(deferred(to))
      .then(accepted(to, withParameters(null)));
  });

  it('leaves an id that the proposal brings', () => {
    given(inState('SCHEDULED', PARAMETERS))
      .when(deferred('PENDING', { taskParametersId: 'own' }))
      .then(accepted('PENDING', withParameters('own')));
  });

  it('judges deferred proposals only', () => {
    given(inState('SCHEDULED', PARAMETERS))
      .when(propose('PENDING'))
      .then(accepted('PENDING', withParameters(null)));
  });
});
