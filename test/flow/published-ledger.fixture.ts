import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog, START, type Position, type SqliteLog } from '@app/event-store';
import { Admission, openLedger, systemSources, taskRunEventOf, type Ledger } from '@app/ledger';
import { NO_DETAILS, type StateType } from '@app/orchestration';
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

const PATIENCE = 30_000; // ms
const LOGGER = createLogger('silent');
const sources = systemSources();
const ORIGIN = {
  actor: 'alice',
  correlationId: 'request-1',
  traceparent: null,
  receivedAt: sources.now(),
};

/** What a log gives to its topics up to a position. */
export type Given = Readonly<{ records: readonly PublicRecord[]; position: Position }>;

/** A ledger on a log of its own, and topics that are published from it by hand. */
export class PublishedLedger {
  private constructor(
    readonly directory: string,
    readonly log: SqliteLog,
    readonly ledger: Ledger,
  ) {}

  static async open(): Promise<PublishedLedger> {
    const directory = mkdtempSync(join(tmpdir(), 'runledger-published-'));
    const log = openSqliteLog(directory);
    const ledger = await openLedger(log, {
      sources,
      admission: new Admission({ inFlight: 64, waiting: 1_000 }, () => null),
      shared: false,
      cachedCharacters: 1_000_000,
    });
    return new PublishedLedger(directory, log, ledger);
  }

  close(): void {
    this.log.close();
    rmSync(this.directory, { recursive: true });
  }

  /** A run with three states: its creation, RUNNING and COMPLETED. */
  async live(dynamicKey: string): Promise<string> {
    const { run } = await this.ledger.createTaskRun({ ...NEW_RUN, dynamicKey }, ORIGIN);
    for (const type of ['RUNNING', 'COMPLETED'] as const) await this.propose(run.id, type);
    return run.id;
  }

  async delete(id: string): Promise<void> {
    await this.ledger.deleteTaskRun(id, null, ORIGIN);
  }

  async given(): Promise<Given> {
    const origin = { ledgerId: this.ledger.identity.ledgerId, publicUrl: 'http://a.example' };
    const records: PublicRecord[] = [];
    for await (const item of this.log.subscribe(START, new AbortController().signal)) {
      if ('caughtUp' in item) break;
      const event = taskRunEventOf(item);
      if (event !== null) records.push(...toRecords(event, origin));
    }
    return { records, position: this.log.head };
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

  private async propose(id: string, type: StateType): Promise<void> {
    const state = { type, name: type, message: null, data: null, details: NO_DETAILS };
    const unconditional = { idempotencyKey: null, ifMatch: null };
    await this.ledger.setTaskRunState(id, { state, force: false }, unconditional, ORIGIN);
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

const NEW_RUN = {
  id: null,
  name: 'run',
  flowRunId: null,
  taskKey: 'task',
  cacheKey: null,
  cacheExpiration: null,
  taskVersion: null,
  empiricalPolicy: {
    maxRetries: 0,
    retryDelaySeconds: 0,
    retries: null,
    retryDelay: null,
    retryJitterFactor: null,
  },
  tags: [],
  labels: {},
  taskInputs: {},
  state: null,
};
