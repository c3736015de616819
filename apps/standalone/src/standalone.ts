import { LIMITS, serveApi } from '@app/api';
import { openLog, type OpenedLog } from '@app/event-store';
import { Admission, openLedger, systemSources } from '@app/ledger';
import { ProjectionLag } from '@app/projector';
import { measureLag, SharedPosition, type ProcessParts } from '@app/runtime';
import { startBackground, type Background } from './background.js';

const LARGEST_LAG = 50_000n; // events that the rows may be behind before commands are slowed to their pace

/** Runs the api and the projector in one process, on the log and the read model that the settings name. */
export async function startStandalone(parts: ProcessParts): Promise<void> {
  const { configuration, logger, lifecycle, metrics, readiness } = parts;
  const log = await openLog(configuration, (appends, seconds) => {
    metrics.groupSize.observe(appends);
    metrics.appendSeconds.observe(seconds);
    lag.committed();
  });
  lifecycle.atEnd('log', log.close);

  const shown = new SharedPosition();
  const lag = new ProjectionLag(log.known, shown, () => performance.now());
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
  await serveApi(parts, ledger, log, rowsAreOurs ? shown : null);
}

const atOnce = (): null => null;

/** A projector that does not follow holds nobody up: the log goes on without it. */
const atThePaceOf =
  (projector: Background, { known }: OpenedLog, shown: SharedPosition) =>
  (): Promise<unknown> | null =>
    known.value - shown.value <= LARGEST_LAG || projector.failure() !== null
      ? null
      : shown.reached(known.value - LARGEST_LAG, projector.failing());
