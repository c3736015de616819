import { Command } from '@nestjs/cqrs';
import type { Answer, Changed, Conditions, Creation, Origin } from '@app/ledger';
import type { CreateTaskRun as NewTaskRun, Proposal } from '@app/task-run';

/** Asks for a run, or for the one that has its natural key. */
export class CreateTaskRun extends Command<Creation> {
  constructor(
    readonly run: NewTaskRun,
    readonly origin: Origin,
  ) {
    super();
  }
}

/** Proposes a state for a run. */
export class SetTaskRunState extends Command<Answer> {
  constructor(
    readonly taskRunId: string,
    readonly proposal: Proposal,
    readonly conditions: Conditions,
    readonly origin: Origin,
  ) {
    super();
  }
}

/** Gives a run another name; null or "" asks for an invented one, undefined for none. */
export class RenameTaskRun extends Command<Changed> {
  constructor(
    readonly taskRunId: string,
    readonly taskRunName: string | null | undefined,
    readonly ifMatch: bigint | null,
    readonly origin: Origin,
  ) {
    super();
  }
}

export class DeleteTaskRun extends Command<Changed> {
  constructor(
    readonly taskRunId: string,
    readonly ifMatch: bigint | null,
    readonly origin: Origin,
  ) {
    super();
  }
}
