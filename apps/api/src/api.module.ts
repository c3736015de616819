import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import {
  FEED_READERS,
  KNOWN_LOG,
  LEDGER,
  NOW,
  QUERIES,
  READING,
  type ApiParts,
} from './api-parts.js';
import { TaskRunStatesController } from './task-run-states/task-run-states.controller.js';
import { CreateTaskRunHandler } from './task-runs/create-task-run.handler.js';
import { DeleteTaskRunHandler } from './task-runs/delete-task-run.handler.js';
import { RenameTaskRunHandler } from './task-runs/rename-task-run.handler.js';
import { SetTaskRunStateHandler } from './task-runs/set-task-run-state.handler.js';
import { TaskRunListsController } from './task-runs/task-run-lists.controller.js';
import { TaskRunsController } from './task-runs/task-runs.controller.js';
import { TransitionsController } from './transitions/transitions.controller.js';

/** The routes of the contract, on the ledger and the read model. */
@Module({})
export class ApiModule {
  static of({ ledger, queries, reading, log, feedReaders, now }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: [
        TaskRunsController,
        TaskRunListsController,
        TaskRunStatesController,
        TransitionsController,
      ],
      providers: [
        { provide: LEDGER, useValue: ledger },
        { provide: QUERIES, useValue: queries },
        { provide: READING, useValue: reading },
        { provide: KNOWN_LOG, useValue: log },
        { provide: FEED_READERS, useValue: feedReaders },
        { provide: NOW, useValue: now },
        CreateTaskRunHandler,
        SetTaskRunStateHandler,
        RenameTaskRunHandler,
        DeleteTaskRunHandler,
      ],
    };
  }
}
