import 'reflect-metadata';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { keepWalShort, openLogReader } from '@app/event-store';
import { ProjectorModule } from '@app/projector';
import { openProjectorRole, openReadModel } from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import type { BackgroundData, BackgroundMessage } from './background.js';

const { configuration, logId, head: headBuffer, shown: shownBuffer } = workerData as BackgroundData;
const head = new SharedPosition(headBuffer);
const shown = new SharedPosition(shownBuffer);
const ending = new AbortController();

const tell = (part: BackgroundMessage['part'], failure: Error | null): void => {
  const message: BackgroundMessage = {
    part,
    failure: failure && (failure.stack ?? failure.message),
  };
  parentPort?.postMessage(message);
};

const log = await openLogReader(configuration, head);
const readModel = await openReadModel(configuration);
const role = await openProjectorRole(configuration);
const projector = await NestFactory.createApplicationContext(
  ProjectorModule.of({
    log: log.store,
    logId,
    head: log.last,
    readModel,
    shown,
    onFailure: (failure) => tell('projector', failure),
    ...(role === null ? {} : { turns: { role, onStandby: () => undefined } }),
  }),
  { logger: false },
);
const walKept =
  configuration.eventStoreUrl === null &&
  keepWalShort(resolve(configuration.dataDir), head, ending.signal).catch((error: unknown) =>
    tell('wal', error instanceof Error ? error : new Error(String(error))),
  );

if (parentPort !== null) await once(parentPort, 'message');
ending.abort();
await Promise.all([projector.close(), walKept]);
await log.close();
await readModel.close();
parentPort?.close();
