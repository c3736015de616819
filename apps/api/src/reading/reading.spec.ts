import { position } from '@app/event-store';
import type { Shown } from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import { PositionRefused } from './position-refused.js';
import { Reading } from './reading.js';

const asking = (header?: string, cookie?: string) => ({
  headers: {
    ...(header === undefined ? {} : { 'runledger-position': header }),
    ...(cookie === undefined ? {} : { cookie }),
  },
});

const rowsAt = (at: bigint, logId = 'log'): Shown<bigint> => ({
  found: at,
  at: { logId, position: position(at) },
});

const NOTHING_SHOWN: Shown<bigint> = { found: 0n, at: null };

describe('reading what one has written', () => {
  let last: bigint;
  let known: SharedPosition;
  let told: Record<string, unknown>;
  beforeEach(() => {
    last = 7n;
    known = new SharedPosition();
    known.advance(7n);
    told = {};
  });

  const log = () => ({ logId: 'log', known, last: () => Promise.resolve(last) });
  const reply = { header: (name: string, value: string) => (told[name] = value) };
  const headOf = (): unknown => told['runledger-position'];

  describe('where the read model follows in this process', () => {
    let shown: SharedPosition;
    let reading: Reading;
    beforeEach(() => {
      shown = new SharedPosition();
      reading = new Reading(log(), shown);
    });
    const show = (request = asking()) =>
      reading.show(request, () => Promise.resolve(rowsAt(shown.value)));

    it('waits until it shows what the log held when the question came', async () => {
      shown.advance(5n);
      const waiting = show();
      known.advance(9n); // what comes later is not waited for
      shown.advance(6n);
      shown.advance(7n);
      expect((await waiting).found).toBe(7n);
    });

    it('takes a position of this log, as header or as cookie', async () => {
      shown.advance(7n);
      expect((await show(asking('log:7'))).found).toBe(7n);
      expect((await show(asking(undefined, 'a=b; runledger-position=log:6'))).found).toBe(7n);
    });

    it.each(['other:3', 'log:8', 'log:x', 'log', ''])('refuses the header "%s"', async (given) => {
      shown.advance(7n);
      await expect(show(asking(given))).rejects.toThrow(PositionRefused);
    });

    it.each(['other:3', 'log:8', 'log:x', 'log', ''])('ignores the cookie "%s"', async (given) => {
      shown.advance(7n);
      expect((await show(asking(undefined, `runledger-position=${given}`))).found).toBe(7n);
    });
  });

  describe('where the read model follows in another process', () => {
    let reading: Reading;
    beforeEach(() => {
      reading = new Reading(log(), null);
    });
    const showing = (...answers: Shown<bigint>[]) => {
      const left = answers.values();
      return () => Promise.resolve(left.next().value ?? NOTHING_SHOWN);
    };

    it('asks until the rows show what this process was acknowledged', async () => {
      const { found } = await reading.show(asking(), showing(rowsAt(5n), rowsAt(6n), rowsAt(8n)));
      expect(found).toBe(8n);
    });

    it('asks until the rows show what the caller has seen elsewhere', async () => {
      last = 9n;
      const rows = showing(rowsAt(7n), rowsAt(8n), rowsAt(9n));
      expect((await reading.show(asking('log:9'), rows)).found).toBe(9n);
      expect(known.value).toBe(9n);
    });

    it('asks until the rows are of this log', async () => {
      const rows = showing(rowsAt(9n, 'former'), NOTHING_SHOWN, rowsAt(7n));
      expect((await reading.show(asking(), rows)).found).toBe(7n);
    });
  });

  describe('the position that an answer tells', () => {
    let reading: Reading;
    beforeEach(() => {
      reading = new Reading(log(), null);
    });

    it('is a header and a cookie', () => {
      reading.tell(asking(), reply);
      expect(told).toEqual({
        'runledger-position': 'log:7',
        'set-cookie': 'runledger-position=log:7; Path=/api; HttpOnly; SameSite=Lax',
      });
    });

    it.each([
      ['what this process was acknowledged', 'log:5', 6n, 'log:7'],
      ['what was read for the answer', 'log:8', 9n, 'log:9'],
      ['what the caller has seen', 'log:9', 8n, 'log:9'],
    ])('is %s, if that is the furthest', (_, caller, read, expected) => {
      reading.tell(asking(caller), reply, read);
      expect(headOf()).toBe(expected);
    });

    it('is the greatest of several cookies', () => {
      reading.tell(asking(undefined, 'runledger-position=log:8; runledger-position=log:11'), reply);
      expect(headOf()).toBe('log:11');
    });
  });
});
