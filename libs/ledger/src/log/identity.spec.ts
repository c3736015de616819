import { NO_STREAM, START, type StoredEvent } from '@app/event-store';
import { LedgerHouse } from '../ledger.fixture.js';
import { UnreadableLedger } from '../errors.js';
import { brokenLink } from './hash-chain.js';
import { openIdentity, reopenLog } from './identity.js';

describe('the identity of a ledger', () => {
  let house: LedgerHouse;
  beforeEach(async () => {
    house = await LedgerHouse.open();
  });
  afterEach(() => house.close());

  it('is the first event of the log', async () => {
    for await (const first of house.log.subscribe(START, new AbortController().signal)) {
      expect(first as StoredEvent).toMatchObject({
        type: 'LedgerOpened',
        stream: 'ledger-identity',
      });
      break;
    }
  });

  it('stays over a restart, and is one for two that open the log at once', async () => {
    const { identity } = house.ledger;
    await house.restart();
    expect(house.ledger.identity).toEqual(identity);
    const both = await Promise.all([house.another(house.log), house.another(house.log)]);
    expect(both.map((ledger) => ledger.identity)).toEqual([identity, identity]);
  });

  it('names the newest log of the same ledger', async () => {
    const { ledgerId } = house.ledger.identity;
    const [opened] = await house.events('ledger-identity');
    const reopened = {
      id: house.sources.newCommandId(),
      type: 'LogReopened',
      data: '{"logId":"copy"}',
      metadata: '{}',
    };
    await house.log.append('ledger-identity', opened?.revision ?? NO_STREAM, [reopened]);
    expect(await openIdentity(house.log, house.sources)).toEqual({ ledgerId, logId: 'copy' });
  });

  it('is that of another log of the same ledger once that was reopened, and stays so', async () => {
    const { identity } = house.ledger;
    const reopened = await reopenLog(house.log, identity, house.sources);
    expect(reopened.ledgerId).toBe(identity.ledgerId);
    expect(reopened.logId).not.toBe(identity.logId);
    expect(await reopenLog(house.log, identity, house.sources)).toEqual(reopened);
    expect(await openIdentity(house.log, house.sources)).toEqual(reopened);
    expect(await house.events('ledger-identity')).toHaveLength(2);
    expect(await brokenLink(house.log.read('ledger-identity'))).toBeNull();
  });

  it('is not made where another ledger was to be reopened', async () => {
    const other = { ledgerId: 'other', logId: 'log' };
    await expect(reopenLog(house.log, other, house.sources)).rejects.toThrow(UnreadableLedger);
    expect(await house.events('ledger-identity')).toHaveLength(1);
  });

  it('is refused where a later format wrote it', async () => {
    const [opened] = await house.events('ledger-identity');
    const later = {
      id: house.sources.newCommandId(),
      type: 'LedgerOpened',
      data: '{"ledgerId":"l","logId":"m","format":2}',
      metadata: '{}',
    };
    await house.log.append('ledger-identity', opened?.revision ?? NO_STREAM, [later]);
    await expect(openIdentity(house.log, house.sources)).rejects.toThrow(UnreadableLedger);
  });
});
