import { defaultName, isTerminal, STATE_TYPES } from './index.js';

describe('a state type', () => {
  it('is terminal if a run ends in it', () => {
    expect(STATE_TYPES.filter(isTerminal)).toEqual(['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED']);
  });

  it('names the states that are given no name', () => {
    expect(STATE_TYPES.map(defaultName)).toEqual([
      'Scheduled',
      'Pending',
      'Running',
      'Completed',
      'Failed',
      'Cancelled',
      'Crashed',
      'Paused',
      'Cancelling',
    ]);
  });
});
