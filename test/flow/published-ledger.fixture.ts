import { START, type Position } from '@app/event-store';
import { loggedEventOf, type Ledger } from '@app/ledger';
import { createLogger } from '@app/runtime';
import {
  openPublication,
  openPublishedTopics,
  PublicationInterrupted,
  toRecords,
  type Checkpoint,
  type Publication,
  type PublicRecord,
} from '@app/transitions';
import { settingsOf } from '../../libs/transitions/src/kafka/test-topics.fixture.js';
import { TestLedger } from '../support/test-ledger.fixture.js';

const PATIENCE = 30_000; // ms
const LOGGER = createLogger('silent');

/** What a log gives to its topics up to a position. */
export type Given = Readonly<{ records: readonly PublicRecord[]; position: Position }>;

/** A ledger, and topics that are published from it by hand. */
export class PublishedLedger {
  private constructor(private readonly ours: TestLedger) {}

  static async open(): Promise<PublishedLedger> {
    return new PublishedLedger(await TestLedger.open());
  }

  get directory(): string {
    return this.ours.directory;
  }

  get ledger(): Ledger {
    return this.ours.ledger;
  }

  close(): void {
    this.ours.close();
  }

  /** A run with three states: its creation, RUNNING and COMPLETED. */
  live(dynamicKey: string): Promise<string> {
    return this.ours.complete({ dynamicKey });
  }

  delete(id: string): Promise<void> {
    return this.ours.delete(id);
  }

  async given(): Promise<Given> {
    const origin = { ledgerId: this.ledger.identity.ledgerId, publicUrl: 'http://a.example' };
    const records: PublicRecord[] = [];
    for await (const item of this.ours.log.subscribe(START, new AbortController().signal)) {
      if ('caughtUp' in item) break;
      const event = loggedEventOf(item);
      if (event !== null) records.push(...toRecords(event, origin));
    }
    return { records, position: this.ours.log.head };
  }

  /** Publishes these records, whatever the log says, with a checkpoint, and waits until that can be seen. */
  async publish(given: Given, brokers: readonly string[], prefix: string): Promise<void> {
    const { ledgerId, logId } = this.ledger.identity;
    const checkpoint = { ledgerId, logId, position: given.position };
    const settings = settingsOf(brokers, prefix);
    const publication = await openPublication(settings, ledgerId, LOGGER);
    while (!(await hasPublished(publication, given.records, checkpoint)));
    await publication.close();
    const topics = await openPublishedTopics(settings, LOGGER);
    while ((await topics.checkpoint(AbortSignal.timeout(PATIENCE))) === null);
    await topics.close();
  }
}

/** False if the transaction failed: brokers refuse what comes just after a topic was made. */
async function hasPublished(
  publication: Publication,
  records: readonly PublicRecord[],
  checkpoint: Checkpoint,
): Promise<boolean> {
  const held = await publication.take(AbortSignal.timeout(PATIENCE));
  if (held.checkpoints.length > 0) return true;
  try {
    await held.publish(records, checkpoint);
    await held.release();
    return true;
  } catch (error) {
    if (error instanceof PublicationInterrupted) return false;
    throw error;
  }
}
