import { PublicationInterrupted } from '../errors.js';
import { checkpoint } from '../publication.fixture.js';
import type { HeldPublication, Publication } from '../publication.js';
import type { PublicRecord } from '../public-record.js';

const BATCH = 100; // records

/**
 * Publishes as the publisher does: in batches after its checkpoint, which is read again after each failure. The position of a
 * record is its number, from 1.
 *
 * @param before is called before a batch is published for the first time, with how many records there are by then
 * @returns how often it was interrupted
 */
export async function publishAll(
  publication: Publication,
  given: readonly PublicRecord[],
  before: (published: number) => void | Promise<void>,
): Promise<number> {
  let furthest = -1;
  const once = async (published: number): Promise<void> => {
    if (published <= furthest) return;
    furthest = published;
    await before(published);
  };
  for (let interruptions = 0; ; interruptions += 1) {
    const held = await publication.take(new AbortController().signal);
    try {
      await goOn(held, given, once);
      await held.release();
      return interruptions;
    } catch (error) {
      if (!(error instanceof PublicationInterrupted)) throw error;
    }
  }
}

async function goOn(
  held: HeldPublication,
  given: readonly PublicRecord[],
  before: (published: number) => void | Promise<void>,
): Promise<void> {
  let published = Number(held.checkpoints[0]?.position ?? 0);
  while (published < given.length) {
    await before(published);
    const batch = given.slice(published, published + BATCH);
    await held.publish(batch, checkpoint(published + batch.length));
    published += batch.length;
  }
}
