import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { LEDGER, NOW, QUERIES, READING, type ApiParts } from './api-parts.js';
import { TaskRunStatesController } from './task-run-states/task-run-states.controller.js';
import { CreateTaskRunHandler } from './task-runs/create-task-run.handler.js';
import { DeleteTaskRunHandler } from './task-runs/delete-task-run.handler.js';
import { RenameTaskRunHandler } from './task-runs/rename-task-run.handler.js';
import { SetTaskRunStateHandler } from './task-runs/set-task-run-state.handler.js';
import { TaskRunListsController } from './task-runs/task-run-lists.controller.js';
import { TaskRunsController } from './task-runs/task-runs.controller.js';

/** The routes of the contract, on the ledger and the read model. */
@Module({})
export class ApiModule {
  static of({ ledger, queries, reading, now }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [CqrsModule.forRoot()],
      controllers: [TaskRunsController, TaskRunListsController, TaskRunStatesController],
      providers: [
        { provide: LEDGER, useValue: ledger },
        { provide: QUERIES, useValue: queries },
        { provide: READING, useValue: reading },
        { provide: NOW, useValue: now },
        CreateTaskRunHandler,
        SetTaskRunStateHandler,
        RenameTaskRunHandler,
        DeleteTaskRunHandler,
      ],
    };
  }
}
