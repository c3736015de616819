import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Changed, Ledger } from '@app/ledger';
import { LEDGER } from '../api-parts.js';
import { RenameTaskRun } from './commands.js';

@CommandHandler(RenameTaskRun)
export class RenameTaskRunHandler implements ICommandHandler<RenameTaskRun> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ taskRunId, taskRunName, ifMatch, origin }: RenameTaskRun): Promise<Changed> {
    return this.ledger.renameTaskRun(taskRunId, taskRunName, ifMatch, origin);
  }
}
