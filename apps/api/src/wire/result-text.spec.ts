import { micros, NO_DETAILS, type State, type Verdict } from '@app/orchestration';
import { resultText } from './result-text.js';

const STATE: State = {
  id: '01890af7-6519-7cd4-8448-eb211c80319c',
  type: 'PENDING',
  name: 'Pending',
  timestamp: micros(0n),
  message: null,
  data: null,
  details: NO_DETAILS,
};

describe('the answer to a proposal', () => {
  it.each<[Verdict, object]>([
    [{ status: 'ACCEPT' }, { type: 'accept_details' }],
    [
      { status: 'REJECT', reason: 'a "b"' },
      { type: 'reject_details', reason: 'a "b"' },
    ],
    [
      { status: 'ABORT', reason: 'ab' },
      { type: 'abort_details', reason: 'ab' },
    ],
    [
      { status: 'WAIT', reason: 'w', delaySeconds: 30 },
      { type: 'wait_details', delay_seconds: 30, reason: 'w' },
    ],
  ])('tells the verdict %j', (verdict, details) => {
    expect(JSON.parse(resultText(verdict, null))).toEqual({
      state: null,
      status: verdict.status,
      details,
    });
  });

  it('tells the state that came of it', () => {
    expect(JSON.parse(resultText({ status: 'ACCEPT' }, STATE))).toMatchObject({
      state: { id: STATE.id, type: 'PENDING' },
    });
  });
});
