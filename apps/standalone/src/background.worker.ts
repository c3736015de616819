import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { NestFactory } from '@nestjs/core';
import { keepWalShort, openSqliteLogReader } from '@app/event-store';
import { ProjectorModule } from '@app/projector';
import { openSqliteReadModel } from '@app/read-model';
import { SharedPosition } from '@app/runtime';
import type { BackgroundData, Stopped } from './background.js';

const { directory, logId, head: headBuffer, shown: shownBuffer } = workerData as BackgroundData;
const head = new SharedPosition(headBuffer);
const ending = new AbortController();

const onStopped = (error: unknown): void => {
  const stopped: Stopped = {
    stopped: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
  parentPort?.postMessage(stopped);
};

const log = openSqliteLogReader(directory, head);
const readModel = openSqliteReadModel(directory);
const projector = await NestFactory.createApplicationContext(
  ProjectorModule.of({
    log,
    logId,
    head,
    readModel,
    shown: new SharedPosition(shownBuffer),
    onStopped,
  }),
  { logger: false },
);
const walKept = keepWalShort(directory, head, ending.signal).catch(onStopped);

if (parentPort !== null) await once(parentPort, 'message');
ending.abort();
await Promise.all([projector.close(), walKept]);
log.close();
readModel.close();
parentPort?.close();
