import type { ProposedState } from '@app/orchestration';
import type { Creation, RequestKey } from './task-run.js';

/** A state that a caller asks for. A SCHEDULED one without a time is due now (4.5). */
export type Proposal = Readonly<{ state: ProposedState; force: boolean }>;

/** A run that a caller asks for; without a state it is to be PENDING. A name of null or "" is to be invented, an id of null as well. */
export type CreateTaskRun = Readonly<
  Omit<Creation, 'id' | 'name'> & {
    id: string | null;
    name: string | null;
    state: ProposedState | null;
  }
>;

/** What is decided: a new run with its first state, or a proposal to one that exists. */
export type Command =
  | Readonly<{ command: 'CreateTaskRun'; creation: Creation; state: ProposedState }>
  | Readonly<{ command: 'SetTaskRunState'; proposal: Proposal; request: RequestKey | null }>;
