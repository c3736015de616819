import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { openLog, type OpenedLog } from '@app/event-store';
import { openIdentity, systemSources } from '@app/ledger';
import { openProjectorRole, openReadModel } from '@app/read-model';
import {
  demandSettings,
  measureLag,
  NestLogger,
  serveProbes,
  SharedPosition,
  watchDependency,
  type ProcessParts,
} from '@app/runtime';
import { ProjectionLag } from './projection-lag.js';
import { ProjectorModule } from './projector.module.js';

const SHARES = 'the projector alone stands on a store and rows that it shares with other processes';

const PAUSE = 1_000; // ms between two looks at the end of the log

/** Runs one of any number of projectors of a read model: one is at work, the others stand by. */
export async function startProjector(parts: ProcessParts): Promise<void> {
  const { configuration, logger, readiness, lifecycle } = parts;
  demandSettings(configuration, SHARES, ['eventStoreUrl', 'databaseUrl']);
  const log = await openLog(configuration, () => undefined);
  lifecycle.atEnd('event store', log.close);
  const { logId } = await openIdentity(log.store, systemSources());
  const readModel = await openReadModel(configuration);
  lifecycle.atEnd('read model', () => readModel.close());
  const role = await openProjectorRole(configuration);

  const shown = new SharedPosition();
  const isStandingBy = watchLag(parts, log, shown);
  let failure: string | null = null;
  readiness.watch('projector', () => failure);
  const onFailure = (heard: Error | null): void => {
    failure = heard?.message ?? null;
    if (heard === null) logger.info('the projector works again');
    else logger.error({ err: heard }, 'the projector does not work');
  };
  const following = { log: log.store, logId, head: log.last, readModel, shown, onFailure };
  const turns = role === null ? {} : { turns: { role, onStandby: isStandingBy } };
  const projector = await NestFactory.createApplicationContext(
    ProjectorModule.of({ ...following, ...turns }),
    { logger: new NestLogger(logger) },
  );
  lifecycle.atEnd('projector', () => projector.close());

  const probes = await serveProbes(parts, configuration);
  lifecycle.atEnd('probes', probes.close);
  logger.info({ url: probes.url }, 'listening');
}

/**
 * Looks again and again how far the rows are behind the log.
 *
 * @returns is to be told whether another projector is at work: while one is, nothing is behind here
 */
function watchLag(
  { logger, metrics, readiness, lifecycle }: ProcessParts,
  { last }: OpenedLog,
  shown: SharedPosition,
): (standingBy: boolean) => void {
  const head = new SharedPosition();
  const lag = new ProjectionLag(head, shown, () => performance.now());
  const look = async (): Promise<void> => {
    head.advance(await last());
    lag.committed();
  };
  const store = watchDependency(look, PAUSE, (reason) =>
    reason === null
      ? logger.info('the event store answers')
      : logger.warn({ reason }, 'the event store is away'),
  );
  lifecycle.atEnd('watch on the event store', store.end);

  let standsBy = false;
  const ours = {
    get positions() {
      return standsBy ? 0 : lag.positions;
    },
    get seconds() {
      return standsBy ? 0 : lag.seconds;
    },
  };
  measureLag(metrics, ours);
  readiness.watch('event store', store.fault);
  readiness.measure('standing by', () => (standsBy ? 1 : 0));
  readiness.measure('lag in positions', () => ours.positions);
  readiness.measure('lag in seconds', () => ours.seconds);
  return (standingBy) => {
    if (standingBy !== standsBy) logger.info(standingBy ? 'standing by' : 'at work');
    standsBy = standingBy;
  };
}
