import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { openLog } from '@app/event-store';
import { openIdentity, systemSources } from '@app/ledger';
import { openProjectorRole, openReadModel } from '@app/read-model';
import {
  demandSettings,
  measureLag,
  NestLogger,
  serveProbes,
  SharedPosition,
  watchLag,
  type ProcessParts,
} from '@app/runtime';
import { ProjectorModule } from './projector.module.js';

const SHARES = 'the projector alone stands on a store and rows that it shares with other processes';

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
  const isStandingBy = watchLag(parts, log.last, shown, measureLag);
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
