import {
  isTerminal,
  micros,
  STATE_TYPES,
  TERMINAL_TYPES,
  type State,
  type StateType,
} from '@app/orchestration';
import { keepBooks } from './bookkeeping.js';
import { inState, noon, NOON, scheduled } from './situation.fixture.js';
import { NO_BOOKS, type Books } from './task-run.js';

const next = (type: StateType, fields = {}): State => ({
  ...inState(type, fields),
  timestamp: NOON,
});
const books = (current: StateType | null, to: State, before: Partial<Books> = {}): Books =>
  keepBooks({ ...NO_BOOKS, ...before }, current === null ? null : inState(current), to);
const started = { startTime: noon(-60) };
const ended = { startTime: noon(-60), endTime: noon(-30) };

describe('start_time (G2, G3)', () => {
  it('is the first entry into RUNNING', () => {
    expect(books('PENDING', next('RUNNING')).startTime).toBe(NOON);
    expect(books('RUNNING', next('RUNNING'), started).startTime).toBe(noon(-60));
  });

  it('is the end of a run that never started', () => {
    expect(books('PENDING', next('CANCELLED')).startTime).toBe(NOON);
  });

  it.each(STATE_TYPES.filter((type) => type !== 'RUNNING' && !isTerminal(type)))(
    'is not set by %s',
    (type) => {
      expect(books('PENDING', next(type)).startTime).toBeNull();
    },
  );

  it('is not set by a second end', () => {
    const neverStarted = { endTime: noon(-30) };
    expect(books('FAILED', next('COMPLETED'), neverStarted).startTime).toBeNull();
  });

  it('stays when a run starts anew', () => {
    expect(books('FAILED', next('RUNNING'), ended).startTime).toBe(noon(-60));
  });
});

describe('end_time (G3)', () => {
  it.each(TERMINAL_TYPES)('is the entry into %s', (type) => {
    expect(books('RUNNING', next(type), started).endTime).toBe(NOON);
  });

  it('does not move from one end to another', () => {
    expect(books('FAILED', next('COMPLETED'), ended)).toMatchObject(ended);
  });

  it.each(STATE_TYPES.filter((type) => !isTerminal(type)))('is null again in %s', (type) => {
    expect(books('FAILED', next(type), ended).endTime).toBeNull();
  });
});

describe('total_run_time (G4)', () => {
  it('grows by what was spent in RUNNING', () => {
    const before = { totalRunTime: micros(42n) };
    expect(books('RUNNING', next('PAUSED'), before).totalRunTime).toBe(3_600_000_042n);
    expect(books('RUNNING', next('RUNNING'), before).totalRunTime).toBe(3_600_000_042n);
  });

  it.each([null, ...STATE_TYPES.filter((type) => type !== 'RUNNING')])(
    'does not grow by what was spent in %s',
    (type) => {
      expect(books(type, next('RUNNING'), { totalRunTime: micros(42n) }).totalRunTime).toBe(42n);
    },
  );
});

describe('expected_start_time (G5)', () => {
  it('is the scheduled time of a first state that is SCHEDULED', () => {
    expect(books(null, scheduled({ at: noon(60) })).expectedStartTime).toBe(noon(60));
  });

  it('is the moment of any other first state, whatever time it holds', () => {
    expect(books(null, next('PENDING', { scheduledTime: noon(60) })).expectedStartTime).toBe(NOON);
  });

  it('never changes', () => {
    const before = { expectedStartTime: noon(-60) };
    expect(books('PENDING', scheduled({ at: noon(60) }), before)).toMatchObject(before);
  });
});

describe('next_scheduled_start_time (G6)', () => {
  const before = { nextScheduledStartTime: noon(30) };

  it('is the scheduled time while the run is SCHEDULED', () => {
    for (const type of ['PENDING', 'SCHEDULED'] as const) {
      const after = books(type, scheduled({ at: noon(60) }), before);
      expect(after.nextScheduledStartTime).toBe(noon(60));
    }
  });

  it.each(STATE_TYPES.filter((type) => type !== 'SCHEDULED'))('is null once it is %s', (type) => {
    expect(books('SCHEDULED', next(type), before).nextScheduledStartTime).toBeNull();
  });
});

describe('run_count (G8)', () => {
  it('counts the entries into RUNNING, also out of RUNNING', () => {
    for (const from of ['PENDING', 'RUNNING'] as const) {
      expect(books(from, next('RUNNING'), { runCount: 41 }).runCount).toBe(42);
    }
  });

  it.each(STATE_TYPES.filter((type) => type !== 'RUNNING'))('does not count %s', (type) => {
    expect(books('RUNNING', next(type), { runCount: 41 }).runCount).toBe(41);
  });
});
