import type { Effect } from '../facts.js';
import { accepted, asking, given, rejected, replaced } from '../decide.fixture.js';
import { dataOf, inState, noon, propose } from '../situation.fixture.js';
import { insertIntoCache } from './insert-into-cache.rule.js';

const TOO_LONG = 'Cache key exceeded maximum allowed length of 2000 characters.';
const running = given(inState('RUNNING'));
const entry = (key: string, expiration: bigint | null = null) =>
  ({ effect: 'insert-into-cache', key, expiration }) as Effect;

describe(insertIntoCache.name, () => {
  it('leaves the result of a run that completes to others', () => {
    running
      .when(propose('COMPLETED', { cacheKey: 'key', cacheExpiration: noon(60) }))
      .then(accepted('COMPLETED'), asking(entry('key', noon(60))));
  });

  it.each([null, ''])('inserts nothing under the key %j', (cacheKey) => {
    running.when(propose('COMPLETED', { cacheKey })).then(accepted('COMPLETED'), asking());
  });

  it.each(['FAILED', 'CANCELLED', 'PAUSED'] as const)('inserts nothing for %s', (type) => {
    running.when(propose(type, { cacheKey: 'key' })).then(accepted(type), asking());
  });

  it('takes 2000 characters for a key', () => {
    const cacheKey = '🗝'.repeat(2000); // of two code units each
    running
      .when(propose('COMPLETED', { cacheKey }))
      .then(accepted('COMPLETED'), asking(entry(cacheKey)));
  });

  it('tells a key of 2001 characters, and yet writes the state and the entry', () => {
    const cacheKey = 'k'.repeat(2001);
    running
      .when(propose('COMPLETED', { cacheKey, name: 'Done', message: 'ok', data: dataOf(1) }))
      .then(
        replaced(TOO_LONG, 'COMPLETED', { name: 'Done', message: 'ok', data: dataOf(1) }),
        asking(entry(cacheKey)),
      );
  });

  it('inserts nothing for a state that is not written', () => {
    const { decision, then } = given(inState('COMPLETED', { data: dataOf(1) })).when(
      propose('COMPLETED', { cacheKey: 'key' }),
    );
    then(rejected('This run is already completed.'));
    expect(decision).not.toHaveProperty('before');
  });

  it('inserts nothing for a forced end', () => {
    running
      .when(propose('COMPLETED', { cacheKey: 'key', force: true }))
      .then(accepted('COMPLETED'), asking());
  });
});
