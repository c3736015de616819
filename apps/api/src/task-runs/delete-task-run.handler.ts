import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Changed, Ledger } from '@app/ledger';
import { LEDGER } from '../api-parts.js';
import { DeleteTaskRun } from './commands.js';

@CommandHandler(DeleteTaskRun)
export class DeleteTaskRunHandler implements ICommandHandler<DeleteTaskRun> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ taskRunId, ifMatch, origin }: DeleteTaskRun): Promise<Changed> {
    return this.ledger.deleteTaskRun(taskRunId, ifMatch, origin);
  }
}
