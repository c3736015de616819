import { resolve } from 'node:path';
import { ApiModule, createServer, Reading } from '@app/api';
import { openSqliteLog } from '@app/event-store';
import { Admission, openLedger } from '@app/ledger';
import { openSqliteReadModelReader } from '@app/read-model';
import {
  createLifecycle,
  createMetrics,
  createReadiness,
  endOnSignals,
  measureLag,
  SharedPosition,
  type Configuration,
  type Logger,
} from '@app/runtime';
import { startBackground } from './background.js';
import { ProjectionLag } from './projection-lag.js';
import { systemSources } from './sources.js';

const GRACE = 20_000; // ms
const BOUNDS = { inFlight: 1_024, waiting: 16_384 };
const CACHED_CHARACTERS = 256_000_000;
const LARGEST_LAG = 50_000n; // events that the rows may be behind before commands are slowed to their pace

/** Runs the api and the projector in one process, on the embedded log and read model of the data directory. */
export async function startStandalone(configuration: Configuration, logger: Logger): Promise<void> {
  const directory = resolve(configuration.dataDir);
  const lifecycle = createLifecycle(logger, GRACE);
  const metrics = createMetrics();
  const readiness = createReadiness();
  const sources = systemSources();

  const log = openSqliteLog(directory, (appends, seconds) => {
    metrics.groupSize.observe(appends);
    metrics.appendSeconds.observe(seconds);
    lag.committed();
  });
  lifecycle.atEnd('log', () => log.close());

  const shown = new SharedPosition();
  const lag = new ProjectionLag(log.sharedHead, shown, () => performance.now());
  measureLag(metrics, lag);
  const admission = new Admission(BOUNDS, () => pace());
  const ledger = await openLedger(log, { sources, admission, cachedCharacters: CACHED_CHARACTERS });
  const { logId } = ledger.identity;
  const background = startBackground({ directory, logId, head: log.sharedHead, shown }, logger);
  lifecycle.atEnd('projector', background.end);
  readiness.watch('projector', background.failure);
  readiness.watch('process', () => (lifecycle.isEnding() ? 'ending' : null));
  // A projector that does not follow holds nobody up: the log goes on without it.
  const pace = (): Promise<unknown> | null =>
    log.head - shown.value <= LARGEST_LAG || background.failure() !== null
      ? null
      : shown.reached(log.head - LARGEST_LAG, background.failing());

  const queries = openSqliteReadModelReader(directory);
  lifecycle.atEnd('read model', () => queries.close());
  const reading = new Reading(logId, () => log.head, shown);
  const api = ApiModule.of({ ledger, queries, reading, now: sources.now });
  const server = await createServer(api, { configuration, logger, metrics, readiness });
  lifecycle.atEnd('server', () => server.close());
  endOnSignals(lifecycle, process, logger);

  await server.listen(configuration.port, configuration.host);
  logger.info({ url: await server.getUrl(), dataDir: directory }, 'listening');
}
