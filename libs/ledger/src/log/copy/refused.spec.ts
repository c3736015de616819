import { randomUUID } from 'node:crypto';
import { NO_STREAM, revision, START, type EventStore, type NewEvent } from '@app/event-store';
import { LedgerHouse, newRun, ORIGIN, propose, UNCONDITIONAL } from '../../ledger.fixture.js';
import { taskRunStream } from '../streams.js';
import { changed, CopyHouse, dyingAfter, logOf } from './copy.fixture.js';

const foreign = (): NewEvent => ({ id: randomUUID(), type: 'Happened', data: '1', metadata: '{}' });

describe('a copy', () => {
  let house: CopyHouse;
  let id: string;
  beforeEach(async () => {
    house = await CopyHouse.open();
    id = await house.run('first');
    await house.run('second');
  });
  afterEach(() => house.close());

  const halfCopied = () => expect(house.copy(dyingAfter(house.target, 5))).rejects.toThrow('away');
  const refuses = async (sentence: string, target?: EventStore): Promise<void> => {
    const before = await logOf(house.target);
    await expect(house.copy(target)).rejects.toMatchObject({
      name: 'TargetRefused',
      message: expect.stringContaining(sentence),
    });
    expect(await logOf(house.target)).toEqual(before);
  };

  describe('leaves a target as it is', () => {
    it('that holds another ledger', async () => {
      const other = await LedgerHouse.open();
      const copy = house.copy(other.log);
      await expect(copy).rejects.toThrow(other.ledger.identity.ledgerId);
      expect(other.log.head).toBe(1n);
      other.close();
    });

    it('that is not empty and no ledger', async () => {
      await house.target.append('orders-1', NO_STREAM, [foreign()]);
      await refuses('orders-1');
    });

    it('that has a stream that the source has not', async () => {
      await halfCopied();
      const ledger = await house.source.another(house.target);
      await ledger.createTaskRun(newRun({ dynamicKey: 'only there' }), ORIGIN);
      await refuses('has an event that the source has not, at revision 0 of taskRunKey-');
    });

    it('whose run went further than in the source', async () => {
      await halfCopied();
      const ledger = await house.source.another(house.target);
      await ledger.setTaskRunState(id, propose('COMPLETED'), UNCONDITIONAL, ORIGIN);
      await refuses(`has an event that the source has not, at revision 3 of ${taskRunStream(id)}`);
    });

    it('whose run went another way', async () => {
      await halfCopied();
      await house.propose(id, propose('FAILED'));
      const ledger = await house.source.another(house.target);
      await ledger.setTaskRunState(id, propose('COMPLETED'), UNCONDITIONAL, ORIGIN);
      await refuses(`revision 3 of ${taskRunStream(id)} is another event`);
    });

    it('that somebody else has written to', async () => {
      await halfCopied();
      await house.target.append(taskRunStream(id), revision(2n), [foreign()]);
      await refuses(`the hash chain of ${taskRunStream(id)} breaks at revision 3`);
    });

    it('that was finished before the source went on', async () => {
      await house.copy();
      await house.propose(id, propose('COMPLETED'));
      await refuses(`finished before, lacks revision 3 of ${taskRunStream(id)}`);
    });
  });

  it('ends when somebody else writes to the target', async () => {
    let first = true;
    const contended = changed(house.target, {
      async append(stream, expected, events) {
        if (stream === taskRunStream(id) && first) {
          first = false;
          await house.target.append(stream, expected, [foreign()]);
        }
        return house.target.append(stream, expected, events);
      },
    });
    await expect(house.copy(contended)).rejects.toThrow('somebody else writes the target');
  });

  describe('does not begin', () => {
    const doesNotBegin = async (source: EventStore, sentence: string): Promise<void> => {
      await expect(house.copy(house.target, source)).rejects.toMatchObject({
        name: 'SourceRefused',
        message: expect.stringContaining(sentence),
      });
      expect(house.target.head).toBe(START);
    };
    const altered = (change: object): EventStore =>
      changed(house.source.log, {
        async *subscribe(...place) {
          for await (const item of house.source.log.subscribe(...place)) {
            const hit =
              'stream' in item && item.stream === taskRunStream(id) && item.revision === 1n;
            yield hit ? { ...item, ...change } : item;
          }
        },
      });

    it('where there is no ledger', () => doesNotBegin(house.target, 'no ledger'));

    it('if a chain of the source is broken', () =>
      doesNotBegin(
        altered({ data: '{}' }),
        `the hash chain of ${taskRunStream(id)} breaks at revision 1`,
      ));

    it('if the source has a gap', () =>
      doesNotBegin(altered({ revision: 3n }), `${taskRunStream(id)} goes from revision 0 to 3`));

    it('from a copy that was never finished', async () => {
      const { log } = house.source;
      const stream = taskRunStream(id);
      await log.truncateBefore(stream, revision(1n));
      const dying = changed(house.target, {
        truncateBefore: () => Promise.reject(new Error('died')),
      });
      await expect(house.copy(dying)).rejects.toThrow('died');
      const next = await CopyHouse.open();
      const copy = next.copy(next.target, house.target);
      await expect(copy).rejects.toThrow(`revision 0 of ${stream} only holds a place`);
      next.close();
    });
  });

  it('ends when the source is written meanwhile', async () => {
    let walks = 0;
    const written = changed(house.source.log, {
      async *subscribe(...place) {
        walks += 1;
        if (walks === 2) await house.propose(id, propose('COMPLETED'));
        yield* house.source.log.subscribe(...place);
      },
    });
    await expect(house.copy(house.target, written)).rejects.toThrow('the source is being written');
  });
});
