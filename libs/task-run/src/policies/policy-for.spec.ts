import { deferred, propose } from '../situation.fixture.js';
import { policyFor } from './policy-for.js';

describe('the policy for a proposal (5.1)', () => {
  it.each([
    ['neither forced nor deferred', propose('RUNNING'), 'core/1'],
    ['deferred: null', propose('RUNNING', { deferred: null }), 'core/1'],
    ['forced', propose('RUNNING', { force: true }), 'forced/1'],
    ['deferred', deferred('RUNNING'), 'background/1'],
    ['deferred and forced', { ...deferred('RUNNING'), force: true }, 'background/1'],
  ])('%s', (_, proposal, version) => {
    expect(policyFor(proposal).version).toBe(version);
  });
});
