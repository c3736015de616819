import { inspect, isDeepStrictEqual } from 'node:util';
import { START, type Position, type SqliteLog } from '@app/event-store';
import { loggedEventOf, type Ledger } from '@app/ledger';
import { createLogger } from '@app/runtime';
import {
  openPublication,
  openPublishedTopics,
  toRecords,
  type PublicRecord,
  type PublicTopic,
} from '@app/transitions';
import { TestLedger } from '../../../test/support/test-ledger.fixture.js';
import type { PublisherNews } from './publisher-news.js';
import { Publisher, type PublisherOptions } from './publisher.module.js';

const PUBLIC_URL = 'http://127.0.0.1:4200';
const PATIENCE = 30_000; // ms
const LOGGER = createLogger('silent');

/** A publisher at work, or standing by. */
export type Publishing = Readonly<{
  news: readonly PublisherNews[];
  /** Waits until it has told of something. */
  tells: (isAwaited: (news: PublisherNews) => boolean) => Promise<void>;
  /** Waits until the topics show the position. */
  reaches: (position: Position) => Promise<void>;
  end: () => Promise<void>;
}>;

/** A ledger, and topics for it. */
export class House {
  private readonly publishing: Publishing[] = [];

  private constructor(
    private readonly ours: TestLedger,
    private readonly brokers: readonly string[],
    private readonly prefix: string,
  ) {}

  /** @param directory of a log; left out: a new one */
  static async open(
    brokers: readonly string[],
    prefix: string,
    directory?: string,
  ): Promise<House> {
    return new House(await TestLedger.open(directory), brokers, prefix);
  }

  get log(): SqliteLog {
    return this.ours.log;
  }

  get ledger(): Ledger {
    return this.ours.ledger;
  }

  async close(): Promise<void> {
    for (const { end } of this.publishing) await end();
    this.ours.close();
  }

  live(runs: number): Promise<void> {
    return this.ours.live(runs);
  }

  /** Begins to publish; unless told otherwise, as the only one. */
  publish(changes: Partial<PublisherOptions> = {}): Publishing {
    const news: PublisherNews[] = [];
    const heard = new EventTarget();
    const publisher = new Publisher({
      ours: this.ledger.identity,
      log: this.log,
      head: async () => this.log.head,
      publicUrl: PUBLIC_URL,
      openPublication: () => this.openPublication(),
      openTopics: () => this.openTopics(),
      alone: true,
      flag: null,
      ...changes,
      hear(one) {
        news.push(one);
        heard.dispatchEvent(new Event('news'));
      },
    });
    const tells = async (isAwaited: (one: PublisherNews) => boolean): Promise<void> => {
      const late = AbortSignal.timeout(PATIENCE);
      while (!news.some(isAwaited)) await nextEvent(heard, late, news);
    };
    publisher.onApplicationBootstrap();
    let ended: Promise<void> | null = null;
    const publishing: Publishing = {
      news,
      tells,
      reaches: (position) => tells((one) => one.kind === 'published' && one.position >= position),
      end: () => (ended ??= publisher.onApplicationShutdown()),
    };
    this.publishing.push(publishing);
    return publishing;
  }

  openPublication(): ReturnType<typeof openPublication> {
    return openPublication(this.settings, this.ledger.identity.ledgerId, LOGGER);
  }

  /** How what a consumer of committed records finds differs from what the log says; a commit may be seen a little later. */
  async differences(): Promise<readonly string[]> {
    const late = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const found = [
        ...differencesOf(await this.shown('transitions'), await this.expected('transitions')),
        ...differencesOf(await this.shown('states'), await this.expected('states')),
      ];
      if (found.length === 0 || late.aborted) return found;
    }
  }

  /** What such a consumer finds. */
  async shown(topic: PublicTopic): Promise<Told> {
    const topics = await this.openTopics();
    const told: Told = new Map();
    const late = AbortSignal.timeout(PATIENCE);
    for await (const record of topics.read(topic, late)) tell(told, record);
    await topics.close();
    return told;
  }

  private async expected(topic: PublicTopic): Promise<Told> {
    const { ledgerId } = this.ledger.identity;
    const told: Told = new Map();
    for await (const item of this.log.subscribe(START, new AbortController().signal)) {
      if ('caughtUp' in item) break;
      const event = loggedEventOf(item);
      const records = event === null ? [] : toRecords(event, { ledgerId, publicUrl: PUBLIC_URL });
      for (const record of records) if (record.topic === topic) tell(told, record);
    }
    return told;
  }

  private openTopics(): ReturnType<typeof openPublishedTopics> {
    return openPublishedTopics(this.settings, LOGGER);
  }

  private get settings() {
    const { brokers: kafkaBrokers, prefix: kafkaTopicPrefix } = this;
    return { kafkaBrokers, kafkaTopicPrefix, kafkaSasl: null, kafkaTls: false, kafkaTlsCa: null };
  }
}

/** The records of each run, in their order. */
type Told = Map<string, { id: string; text: string }[]>;

function tell(told: Told, { key, headers, value }: PublicRecord): void {
  const { ce_id: id = 'none' } = headers;
  const text = JSON.stringify([Object.entries(headers).toSorted(), value]);
  told.set(key, [...(told.get(key) ?? []), { id, text }]);
}

function differencesOf(shown: Told, expected: Told): readonly string[] {
  const runs = [...new Set([...shown.keys(), ...expected.keys()])];
  return runs
    .filter((run) => !isDeepStrictEqual(shown.get(run), expected.get(run)))
    .map((run) => `${run}: ${idsOf(shown.get(run))} in place of ${idsOf(expected.get(run))}`);
}

const idsOf = (records: readonly Readonly<{ id: string }>[] = []): string =>
  records.map(({ id }) => id).join() || 'nothing';

function nextEvent(
  target: EventTarget,
  late: AbortSignal,
  news: readonly unknown[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    target.addEventListener('news', () => resolve(), { once: true });
    late.addEventListener('abort', () =>
      reject(new Error(`heard only ${inspect(news.slice(-20))}`)),
    );
  });
}
