import { micros, NO_DETAILS, type State } from '@app/orchestration';
import { SetTaskRunStateBody } from '../task-runs/dto/set-task-run-state.dto.js';
import { toProposal } from '../task-run-states/dto/to-proposal.js';
import { parametersOf } from '../validation/checked-body.js';
import { statesText } from './list-text.js';

const COMPLETED: State = {
  id: '01890af7-6519-7cd4-8448-eb211c80319c',
  type: 'COMPLETED',
  name: 'Completed',
  timestamp: micros(0n),
  message: null,
  data: null,
  details: NO_DETAILS,
};

describe('the text of states', () => {
  it('is a list, of none as well', () => {
    expect(statesText([])).toBe('[]');
    expect(JSON.parse(statesText([COMPLETED, COMPLETED]))).toHaveLength(2);
  });

  it.each(['12345678901234567890', '1.0', '1e400', '-0', '{"a": [1E5]}', '{"__proto__":1.0}'])(
    'tells data as it was proposed: %s',
    (data) => {
      const source = `{"force":false,"state":{"type":"COMPLETED","data":${data}}}`;
      const body = { kind: 'json', value: JSON.parse(source), source } as const;
      const { state } = toProposal(parametersOf(SetTaskRunStateBody)(body), source);
      expect(statesText([{ ...COMPLETED, ...state }])).toContain(`"data":${data},`);
    },
  );
});
