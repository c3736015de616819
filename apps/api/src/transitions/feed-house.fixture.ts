import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventStore, SqliteLog } from '@app/event-store';
import { loggedEventOf, type Ledger } from '@app/ledger';
import type { ProposedState, StateType } from '@app/orchestration';
import { createLogger, createMetrics, createReadiness, type Configuration } from '@app/runtime';
import { TransitionFeed } from '@app/transitions';
import { TestLedger } from '../../../../test/support/test-ledger.fixture.js';
import { FEED_READERS, KNOWN_LOG } from '../api-parts.js';
import { LIMITS } from '../limits.js';
import { createServer } from '../server/create-server.js';
import { FeedReaders, type FeedLimits } from './feed-readers.js';
import { TransitionsController } from './transitions.controller.js';

export const PUBLIC_URL = 'https://runledger.example.org';

type Served = Readonly<{
  limits?: Partial<FeedLimits>;
  auth?: Configuration['auth'];
  log?: Pick<EventStore, 'subscribe'>;
}>;

/** A ledger, and a server of its feed. */
export class FeedHouse {
  readonly metrics = createMetrics();
  readonly logged: Readonly<Record<string, unknown>>[] = [];
  #app: NestFastifyApplication | null = null;
  #base = '';

  private constructor(private readonly ours: TestLedger) {}

  static async open(): Promise<FeedHouse> {
    return new FeedHouse(await TestLedger.open());
  }

  get log(): SqliteLog {
    return this.ours.log;
  }

  get ledger(): Ledger {
    return this.ours.ledger;
  }

  /** Serves the feed, of the log itself or of what stands for it. */
  async serve({ limits = {}, auth = null, log = this.log }: Served = {}): Promise<void> {
    const { ledgerId, logId } = this.ledger.identity;
    const logger = createLogger('info', {
      write: (line) => this.logged.push(JSON.parse(line) as Record<string, unknown>),
    });
    const feed = new TransitionFeed(log, { ledgerId, publicUrl: PUBLIC_URL }, loggedEventOf);
    const readers = new FeedReaders(feed, logId, logger, { ...LIMITS.feed, ...limits });
    const last = () => Promise.resolve(this.log.head);
    const module = {
      module: class {},
      controllers: [TransitionsController],
      providers: [
        { provide: FEED_READERS, useValue: readers },
        { provide: KNOWN_LOG, useValue: { logId, known: this.log.sharedHead, last } },
      ],
    };
    this.#app = await createServer(module, {
      configuration: { auth, corsOrigins: ['https://ui.example.org'] },
      logger,
      metrics: this.metrics,
      readiness: createReadiness(),
    });
    await this.#app.listen(0, '127.0.0.1');
    this.#base = await this.#app.getUrl();
  }

  async stopServing(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async close(): Promise<void> {
    await this.stopServing();
    this.ours.close();
  }

  /** Asks for the feed. */
  read(query = '', headers: Readonly<Record<string, string>> = {}): Promise<AnsweredReader> {
    return new Promise((resolve, reject) => {
      const url = `${this.#base}/api/transitions${query}`;
      const asking = request(url, { headers, agent: false }, (answer) => {
        resolve(new AnsweredReader(answer));
      });
      asking.on('error', reject);
      asking.end();
    });
  }

  /** Asks for the feed and takes nothing of it yet. In HTTP/1.0 an answer comes as it is, and ends with the connection. */
  async readNothing(): Promise<FeedReader> {
    const socket = connect(Number(new URL(this.#base).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /api/transitions HTTP/1.0\r\n\r\n');
    return new FeedReader(socket);
  }

  /** The id that an event has in the feed. */
  id(position: bigint): string {
    return `${this.ledger.identity.logId}:${position}`;
  }

  /** Creates a run, which is its first transition. */
  run(fields: Readonly<{ tags?: readonly string[] }> = {}): Promise<string> {
    return this.ours.create(fields);
  }

  /** Puts a run into a state and tells where the transition stands. */
  set(id: string, type: StateType, fields: Partial<ProposedState> = {}): Promise<bigint> {
    return this.ours.set(id, type, fields);
  }
}

/** One block of a stream of server-sent events, as it came. */
export type Block = Readonly<{
  text: string;
  event: string | null;
  id: string | null;
  data: unknown;
}>;

/** A reader that takes the feed block by block. */
export class FeedReader {
  readonly #blocks: AsyncGenerator<Block, void>;

  constructor(private readonly connection: Readable) {
    this.#blocks = blocksOf(connection);
  }

  /** The next block; undefined at the end. */
  async next(): Promise<Block | undefined> {
    const { value } = await this.#blocks.next();
    return value ?? undefined;
  }

  /** The next block that is an event of this name; null is the name of a transition. */
  async nextEvent(name: string | null = null): Promise<Block> {
    for (;;) {
      const block = await this.next();
      if (block === undefined) throw new Error('the feed has ended');
      if (block.data !== undefined && block.event === name) return block;
    }
  }

  /** All that comes until the end. */
  async rest(): Promise<readonly Block[]> {
    const blocks: Block[] = [];
    for (let block = await this.next(); block !== undefined; block = await this.next()) {
      blocks.push(block);
    }
    return blocks;
  }

  leave(): void {
    this.connection.destroy();
  }
}

/** A reader with the answer that it got. */
class AnsweredReader extends FeedReader {
  constructor(readonly answer: IncomingMessage) {
    super(answer);
  }
}

async function* blocksOf(connection: Readable): AsyncGenerator<Block, void> {
  let text = '';
  connection.setEncoding('utf8');
  try {
    for await (const chunk of connection) {
      text += String(chunk);
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) yield blockOf(block);
    }
  } catch {
    return; // a connection that is cut has ended
  }
}

function blockOf(text: string): Block {
  const fieldsOf = (name: string): string[] =>
    text
      .split('\n')
      .flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []));
  const [event = null] = fieldsOf('event');
  const [id = null] = fieldsOf('id');
  const data = fieldsOf('data');
  return {
    text,
    event,
    id,
    data: data.length === 0 ? undefined : (JSON.parse(data.join('\n')) as unknown),
  };
}
