import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Creation, Ledger } from '@app/ledger';
import { LEDGER } from '../api-parts.js';
import { CreateTaskRun } from './commands.js';

@CommandHandler(CreateTaskRun)
export class CreateTaskRunHandler implements ICommandHandler<CreateTaskRun> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ run, origin }: CreateTaskRun): Promise<Creation> {
    return this.ledger.createTaskRun(run, origin);
  }
}
