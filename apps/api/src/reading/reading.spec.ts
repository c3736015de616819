import { SharedPosition } from '@app/runtime';
import { PositionRefused } from './position-refused.js';
import { Reading } from './reading.js';

const asking = (position?: string) => ({
  headers: position === undefined ? {} : { 'runledger-position': position },
});

describe('reading what one has written', () => {
  let head: bigint;
  let shown: SharedPosition;
  let reading: Reading;
  beforeEach(() => {
    head = 7n;
    shown = new SharedPosition();
    reading = new Reading('log', () => head, shown);
  });

  it('waits until the read model shows what the log held when the question came', async () => {
    shown.advance(5n);
    let caughtUp = false;
    const waiting = reading.caughtUp(asking()).then(() => (caughtUp = true));
    head = 9n; // what comes later is not waited for
    shown.advance(6n);
    await Promise.resolve();
    expect(caughtUp).toBe(false);
    shown.advance(7n);
    await waiting;
    expect(caughtUp).toBe(true);
  });

  it('takes a position of this log', async () => {
    shown.advance(7n);
    await expect(reading.caughtUp(asking('log:7'))).resolves.toBeUndefined();
  });

  it.each(['other:3', 'log:8', 'log:x', 'log', ''])(
    'refuses the position "%s"',
    async (position) => {
      shown.advance(7n);
      await expect(reading.caughtUp(asking(position))).rejects.toThrow(PositionRefused);
    },
  );

  it('tells the position as header and cookie', () => {
    const told: Record<string, unknown> = {};
    reading.tell({ header: (name, value) => (told[name] = value) });
    expect(told).toEqual({
      'runledger-position': 'log:7',
      'set-cookie': 'runledger-position=log:7; Path=/api; HttpOnly; SameSite=Lax',
    });
  });
});
