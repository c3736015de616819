import type { StoredEvent } from '@app/event-store';
import { LedgerHouse, newRun, ORIGIN, propose, UNCONDITIONAL } from '../ledger.fixture.js';
import { brokenLink } from './hash-chain.js';

async function* these(events: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  for (const event of events) yield await Promise.resolve(event);
}

describe('the hash chain of a stream', () => {
  let house: LedgerHouse;
  let events: StoredEvent[];
  beforeEach(async () => {
    house = await LedgerHouse.open();
    const { run } = await house.ledger.createTaskRun(newRun(), ORIGIN);
    await house.ledger.setTaskRunState(run.id, propose('RUNNING'), UNCONDITIONAL, ORIGIN);
    await house.restart(); // the chain goes on from what was read
    await house.ledger.setTaskRunState(run.id, propose('COMPLETED'), UNCONDITIONAL, ORIGIN);
    events = await house.events(`taskRun-${run.id}`);
  });
  afterEach(() => house.close());

  it('holds for what was written', async () => {
    expect(events).toHaveLength(4);
    expect(await brokenLink(these(events))).toBeNull();
    expect(await brokenLink(house.log.read('ledger-identity'))).toBeNull();
  });

  it('is taken on trust before the first event that can be read', async () => {
    expect(await brokenLink(these(events.slice(2)))).toBeNull();
  });

  it.each<[string, (event: StoredEvent) => Partial<StoredEvent>]>([
    ['data', ({ data }) => ({ data: data.replace('RUNNING', 'PENDING') })],
    ['type', () => ({ type: 'TaskRunRenamed' })],
    ['id', () => ({ id: '00000000-0000-5000-8000-000000000000' })],
    ['metadata', ({ metadata }) => ({ metadata: metadata.replace('alice', 'mallory') })],
    ['stream', () => ({ stream: 'taskRun-other' })],
  ])('breaks where the %s of an event was changed', async (_, change) => {
    const changed = events.map((event, nth) =>
      nth === 2 ? { ...event, ...change(event) } : event,
    );
    expect((await brokenLink(these(changed)))?.revision).toBe(2n);
  });

  it('breaks where an event was taken out', async () => {
    const without = events.filter((_, nth) => nth !== 2);
    expect((await brokenLink(these(without)))?.revision).toBe(3n);
  });

  it('breaks where the beginning was taken out', async () => {
    const [, , ...rest] = events;
    const moved = rest.map((event, nth) => ({
      ...event,
      revision: BigInt(nth) as StoredEvent['revision'],
    }));
    expect((await brokenLink(these(moved)))?.revision).toBe(0n);
  });

  it('gives every event an id that its command and place tell', () => {
    const ids = events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-/);
  });
});
