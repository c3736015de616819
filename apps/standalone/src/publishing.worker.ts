import 'reflect-metadata';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { openLogReader } from '@app/event-store';
import { PublisherModule, publisherOptions, type PublisherNews } from '@app/publisher';
import { createLogger, SharedPosition } from '@app/runtime';
import type { PublishingData } from './publishing.js';

const { settings, ours, flag, head: headBuffer } = workerData as PublishingData;
const hear = (news: PublisherNews): void => parentPort?.postMessage(news);

const log = await openLogReader(settings, new SharedPosition(headBuffer));
const source = { log: log.store, head: log.last, ours };
const publisher = await NestFactory.createApplicationContext(
  PublisherModule.of(
    publisherOptions(settings, source, flag, createLogger(settings.logLevel), hear),
  ),
  { logger: false },
);

if (parentPort !== null) await once(parentPort, 'message');
await publisher.close();
await log.close();
parentPort?.close();
