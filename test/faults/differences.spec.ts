import type { LogEvent } from '../kill/gaps.mjs';
import { departures, differences, type ShownRun } from './differences.mjs';

const shown: ShownRun = {
  run: { state_id: 's2' },
  row: { state_id: 's2', estimated_run_time: 1 },
  states: [{ id: 's1' }, { id: 's2' }],
  decisions: [
    { id: 'e1', transition: 1 },
    { id: 'e2', transition: 2 },
    { id: 'e3', transition: null },
  ],
};

const set = (revision: bigint, id: string, stateId: string): LogEvent => ({
  stream: 'taskRun-r',
  revision,
  id,
  type: 'StateSet',
  data: JSON.stringify({ state: { id: stateId } }),
});

const events = [set(0n, 'e1', 's1'), set(1n, 'e2', 's2')];

describe('the comparison of two replicas', () => {
  it('finds nothing but what grows with the clock where they agree', () => {
    const later = { ...shown, row: { state_id: 's2', estimated_run_time: 2 } };
    expect(differences(shown, later)).toEqual([]);
  });

  it.each<[string, Partial<ShownRun>]>([
    ['run', { run: { state_id: 's1' } }],
    ['row', { row: undefined }],
    ['states', { states: [{ id: 's2' }, { id: 's1' }] }],
    ['decisions', { decisions: shown.decisions.slice(1) }],
  ])('finds another %s', (part, other) => {
    expect(differences(shown, { ...shown, ...other })).toEqual([
      expect.stringContaining(`differ in its ${part}:`),
    ]);
  });
});

describe('the comparison of a run with its stream', () => {
  it('finds nothing where the run is what its stream says', () => {
    expect(departures(shown, events)).toEqual([]);
  });

  it('finds a state that is missing, and one too many', () => {
    expect(departures({ ...shown, states: [{ id: 's2' }] }, events)).toEqual([
      expect.stringContaining('its history has 1 states'),
    ]);
    expect(departures(shown, events.slice(0, 1))).toContainEqual(
      expect.stringContaining('its history has 2 states'),
    );
  });

  it('finds a grant that no decision tells of', () => {
    expect(departures({ ...shown, decisions: shown.decisions.slice(1) }, events)).toEqual([
      expect.stringContaining('its decisions have 1 grants'),
    ]);
  });

  it('finds a run that stands elsewhere', () => {
    expect(departures({ ...shown, run: { state_id: 's1' } }, events)).toEqual([
      'it is in state s1, the last of its stream is s2',
    ]);
  });
});
