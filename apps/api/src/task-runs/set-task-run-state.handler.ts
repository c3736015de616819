import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Answer, Ledger } from '@app/ledger';
import { LEDGER } from '../api-parts.js';
import { SetTaskRunState } from './commands.js';

@CommandHandler(SetTaskRunState)
export class SetTaskRunStateHandler implements ICommandHandler<SetTaskRunState> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ taskRunId, proposal, conditions, origin }: SetTaskRunState): Promise<Answer> {
    return this.ledger.setTaskRunState(taskRunId, proposal, conditions, origin);
  }
}
