import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { eventsOf, inAnySituation } from '../any-situation.fixture.js';
import type { Decision } from '../decision.js';
import { decodeEvent, encodeEvent, type LedgerEvent } from './event.codec.js';

describe('in any situation', () => {
  it('an event that is written reads as the same text and the same event', () => {
    inAnySituation(8, (_, decision) => {
      for (const event of [...eventsOf(decision), ...entriesOf(decision)]) {
        const text = encodeEvent(event);
        strictEqual(JSON.stringify(JSON.parse(text)), text); // as a driver would
        deepStrictEqual(decodeEvent(event.type, text), event);
      }
    });
  });
});

/** What is appended to the streams of the cache. */
function entriesOf(decision: Decision): readonly LedgerEvent[] {
  if (decision.outcome !== 'granted') return [];
  const { before, event } = decision;
  const donor = { runId: 'donor', revision: 4n };
  return before
    .filter((effect) => effect.effect === 'insert-into-cache')
    .map(({ expiration }) => ({ type: 'StateCached', expiration, state: event.state, donor }));
}
