import { setTimeout as delay } from 'node:timers/promises';
import { Fenced, PublicationInterrupted } from './errors.js';
import type { HeldPublication, Publication } from './publication.js';
import {
  checkpoint,
  contentsOf,
  expectSame,
  numbered,
  OURS,
  record,
} from './publication.fixture.js';
import type { PublishedRecord } from './published-topics.js';

/** Topics of their own. */
export type TestTopics = Readonly<{
  open(ledgerId: string): Promise<Publication>;
  /** What a consumer of committed records has got, once it is so much. */
  committed(count: number): Promise<readonly PublishedRecord[]>;
  close(): Promise<void>;
}>;

/** What the port promises to a publisher, and to who reads what it publishes. */
export function publicationContract(newTopics: () => TestTopics): void {
  let topics: TestTopics;
  let publications: Publication[];
  let holds: HeldPublication[];
  beforeEach(() => {
    topics = newTopics();
    publications = [];
    holds = [];
  });
  afterEach(async () => {
    await Promise.all(holds.map((held) => held.release()));
    await Promise.all(publications.map((publication) => publication.close()));
    await topics.close();
  });

  async function open(ledgerId = OURS): Promise<Publication> {
    const publication = await topics.open(ledgerId);
    publications.push(publication);
    return publication;
  }
  async function take(publication: Publication): Promise<HeldPublication> {
    const held = await publication.take(new AbortController().signal);
    holds.push(held);
    return held;
  }

  describe('take', () => {
    it('finds no checkpoint in new topics', async () => {
      expect((await take(await open())).checkpoints).toEqual([]);
    });

    it('finds the newest checkpoint of each ledger', async () => {
      const other = await take(await open('other'));
      const ours = await take(await open());
      await other.publish([], checkpoint(1, 'other'));
      await ours.publish([], checkpoint(2));
      await other.publish([], checkpoint(3, 'other'));
      const found = (await take(await open('third'))).checkpoints;
      expect(new Set(found)).toEqual(new Set([checkpoint(3, 'other'), checkpoint(2)]));
    });

    it('goes on after a release', async () => {
      const publication = await open();
      const first = await take(publication);
      await first.publish(numbered(1, 1), checkpoint(1));
      await first.release();
      const second = await take(publication);
      expect(second.checkpoints).toEqual([checkpoint(1)]);
      await second.publish(numbered(1, 1), checkpoint(2));
      await topics.committed(2);
    });

    it('fences the holder, of whom nothing is seen any more', async () => {
      const first = await take(await open());
      await first.publish(numbered(1, 1), checkpoint(1));
      const second = await take(await open());
      await expect(first.publish(numbered(1, 1), checkpoint(9))).rejects.toBeInstanceOf(Fenced);
      await second.publish(numbered(1, 1), checkpoint(2));
      expect(await topics.committed(2)).toHaveLength(2);
      expect((await take(await open())).checkpoints).toEqual([checkpoint(2)]);
    });

    it('fences an idle holder, who learns it with the next checkpoint', async () => {
      const first = await take(await open());
      await take(await open());
      await expect(first.publish([], checkpoint(1))).rejects.toBeInstanceOf(Fenced);
    });

    it('leaves the holders of other ledgers alone', async () => {
      const other = await take(await open('other'));
      await take(await open());
      await other.publish([], checkpoint(1, 'other'));
    });

    it('is not begun when the signal has aborted', async () => {
      const holder = await take(await open());
      const reason = new Error('no longer wanted');
      const waiting = await open();
      await expect(waiting.take(AbortSignal.abort(reason))).rejects.toBe(reason);
      await holder.publish([], checkpoint(1));
    });

    it('ends when the signal aborts', async () => {
      const reason = new Error('no longer wanted');
      const wanted = new AbortController();
      const taken = (await open()).take(wanted.signal);
      wanted.abort(reason);
      await expect(taken).rejects.toBe(reason);
    });
  });

  describe('publish', () => {
    it('makes records visible as they were given, and the checkpoint with them', async () => {
      const publication = await open();
      const held = await take(publication);
      const given = [
        record({
          key: 'a',
          headers: { ce_id: '1', ce_subject: 'a/ä' },
          value: '{"name":"Zoë 👍"}',
        }),
        record({ topic: 'states', key: 'a', value: '{}' }),
        record({ topic: 'states', key: 'b', value: null, headers: {} }),
      ];
      await held.publish(given, checkpoint(7));
      expect(contentsOf(await topics.committed(3))).toEqual(expect.arrayContaining(given));
      expect((await take(publication)).checkpoints).toEqual([checkpoint(7)]);
    });

    it('keeps the order of each key', async () => {
      const held = await take(await open());
      const given = numbered(600, 40);
      for (let at = 0; at < given.length; at += 100) {
        await held.publish(given.slice(at, at + 100), checkpoint(at));
      }
      expectSame(await topics.committed(600), given);
    });

    it('brings a key to one partition of each topic, and keys to all of them', async () => {
      const held = await take(await open());
      await held.publish(numbered(400, 200), checkpoint(1));
      const published = await topics.committed(400);
      const keys = published.map(({ topic, key }) => `${topic} ${key}`);
      const places = published.map(({ partition }, nth) => `${keys[nth]} ${partition}`);
      expect(new Set(places).size).toBe(new Set(keys).size);
      expect(new Set(published.map(({ partition }) => partition)).size).toBe(12);
    });

    it('takes more records than one request holds', async () => {
      const held = await take(await open());
      const given = numbered(2_500, 1);
      await held.publish(given, checkpoint(1));
      expectSame(await topics.committed(2_500), given);
    });

    it('takes records of a megabyte, and more of them than one batch holds', async () => {
      const held = await take(await open());
      const given = numbered(5, 1).map((one) => ({ ...one, value: 'x'.repeat(1_000_000) }));
      await held.publish(given, checkpoint(1));
      expectSame(await topics.committed(5), given);
    });

    it('moves the checkpoint alone where there are no records', async () => {
      const publication = await open();
      const held = await take(publication);
      await held.publish([], checkpoint(1));
      await held.publish([], checkpoint(2));
      expect((await take(publication)).checkpoints).toEqual([checkpoint(2)]);
    });
  });

  describe('after an error', () => {
    it('nothing is published until the topics are taken again', async () => {
      const publication = await open();
      const first = await take(publication);
      await take(await open());
      await first.publish([], checkpoint(1)).catch(() => undefined);
      await expect(first.publish([], checkpoint(2))).rejects.toBeInstanceOf(PublicationInterrupted);
      await (await take(publication)).publish([], checkpoint(3));
    });
  });

  describe('activity', () => {
    it('grows with each transaction of whoever holds the topics', async () => {
      const watcher = await open();
      const held = await take(await open());
      for (const n of [1, 2, 3]) {
        const before = await watcher.activity();
        await held.publish([], checkpoint(n));
        while ((await watcher.activity()) === before) await delay(5); // a commit is answered a little before
      }
    });
  });
}
