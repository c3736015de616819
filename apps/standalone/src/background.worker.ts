import 'reflect-metadata';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { keepWalShort, openSqliteLogReader } from '@app/event-store';
import { ProjectorModule } from '@app/projector';
import { openSqliteReadModel } from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import type { BackgroundData, BackgroundMessage } from './background.js';

const { directory, logId, head: headBuffer, shown: shownBuffer } = workerData as BackgroundData;
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

const log = openSqliteLogReader(directory, head);
const readModel = openSqliteReadModel(directory);
const onFailure = (failure: Error | null): void => tell('projector', failure);
const projector = await NestFactory.createApplicationContext(
  ProjectorModule.of({ log, logId, head, readModel, shown, onFailure }),
  { logger: false },
);
const walKept = keepWalShort(directory, head, ending.signal).catch((error: unknown) =>
  tell('wal', error instanceof Error ? error : new Error(String(error))),
);

if (parentPort !== null) await once(parentPort, 'message');
ending.abort();
await Promise.all([projector.close(), walKept]);
log.close();
await readModel.close();
parentPort?.close();
