import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { openLog } from '@app/event-store';
import { openIdentity, systemSources } from '@app/ledger';
import {
  demandSettings,
  measurePublicationLag,
  NestLogger,
  serveProbes,
  SharedPosition,
  watchLag,
  type ProcessParts,
} from '@app/runtime';
import { publisherOptions } from './publisher-options.js';
import { reportPublisher } from './publisher-report.js';
import { PublisherModule } from './publisher.module.js';
import { resumeFlagOf } from './resume-flag.js';

const STANDS_BETWEEN = 'the publisher alone stands between a store that it shares and Kafka';

/**
 * Runs one of any number of publishers of a ledger: one is at work, the others stand by.
 *
 * @param args what the command line says after the file
 */
export async function startPublisher(parts: ProcessParts, args: readonly string[]): Promise<void> {
  const { configuration, logger, readiness, lifecycle } = parts;
  const flag = resumeFlagOf(args);
  demandSettings(configuration, STANDS_BETWEEN, ['eventStoreUrl', 'kafkaBrokers']);
  const settings = { ...configuration, kafkaBrokers: configuration.kafkaBrokers ?? [] };
  const log = await openLog(configuration, () => undefined);
  lifecycle.atEnd('event store', log.close);
  const ours = await openIdentity(log.store, systemSources());

  const published = new SharedPosition();
  const onStandby = watchLag(parts, log.last, published, measurePublicationLag);
  const { hear, failure } = reportPublisher(parts, published, onStandby);
  readiness.watch('publisher', failure);
  const source = { log: log.store, head: log.last, ours };
  const publisher = await NestFactory.createApplicationContext(
    PublisherModule.of(publisherOptions(settings, source, flag, logger, hear)),
    { logger: new NestLogger(logger) },
  );
  lifecycle.atEnd('publisher', () => publisher.close());

  const probes = await serveProbes(parts, configuration);
  lifecycle.atEnd('probes', probes.close);
  logger.info({ url: probes.url }, 'listening');
}
