import { LIMITS, serveApi } from '@app/api';
import { openLog, type OpenedLog } from '@app/event-store';
import { Admission, openLedger, systemSources } from '@app/ledger';
import { resumeFlagOf } from '@app/publisher';
import { demandSettings, Lag, measureLag, SharedPosition, type ProcessParts } from '@app/runtime';
import { startBackground, type Background } from './background.js';
import { startPublishing } from './publishing.js';

const LARGEST_LAG = 50_000n; // events that the rows may be behind before commands are slowed to their pace

/**
 * Runs the api and the projector in one process, on the log and the read model that the settings name, and the publisher
 * where they name Kafka.
 *
 * @param args what the command line says after the file
 */
export async function startStandalone(parts: ProcessParts, args: readonly string[]): Promise<void> {
  const { configuration, logger, lifecycle, metrics, readiness } = parts;
  const { kafkaBrokers } = configuration;
  const flag = resumeFlagOf(args);
  if (flag !== null) demandSettings(configuration, `--${flag} is about Kafka`, ['kafkaBrokers']);
  const log = await openLog(configuration, (appends, seconds) => {
    metrics.groupSize.observe(appends);
    metrics.appendSeconds.observe(seconds);
    for (const behind of lags) behind.committed();
  });
  lifecycle.atEnd('log', log.close);

  const shown = new SharedPosition();
  const published = new SharedPosition();
  const lag = new Lag(log.known, shown, now);
  const publicationLag = new Lag(log.known, published, now);
  const lags = kafkaBrokers === null ? [lag] : [lag, publicationLag];
  const ledger = await openLedger(log.store, {
    sources: systemSources(),
    admission: new Admission(LIMITS.commands, () => pace()),
    shared: log.shared,
    cachedCharacters: LIMITS.cachedCharacters,
  });
  const { logId } = ledger.identity;
  const background = startBackground({ configuration, logId, head: log.known, shown }, logger);
  lifecycle.atEnd('projector', background.end);
  readiness.watch('projector', background.failure);
  const pace = log.shared ? atOnce : atThePaceOf(background, log, shown);

  // Rows in a database may follow through the projector of another process.
  const rowsAreOurs = configuration.databaseUrl === null;
  if (rowsAreOurs) {
    measureLag(metrics, lag);
    readiness.measure('lag in positions', () => lag.positions);
    readiness.measure('lag in seconds', () => lag.seconds);
  }
  if (kafkaBrokers !== null) {
    const settings = { ...configuration, kafkaBrokers };
    const data = { settings, ours: ledger.identity, flag, head: log.known.buffer };
    startPublishing(parts, data, published, publicationLag);
  }
  await serveApi(parts, ledger, log, rowsAreOurs ? shown : null);
}

const now = (): number => performance.now();

const atOnce = (): null => null;

/** A projector that does not follow holds nobody up: the log goes on without it. */
const atThePaceOf =
  (projector: Background, { known }: OpenedLog, shown: SharedPosition) =>
  (): Promise<unknown> | null =>
    known.value - shown.value <= LARGEST_LAG || projector.failure() !== null
      ? null
      : shown.reached(known.value - LARGEST_LAG, projector.failing());
