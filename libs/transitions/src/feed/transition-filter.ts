import type { StateType } from '@app/orchestration';
import type { LoggedEvent } from '../logged-event.js';

/** Which transitions a reader wants: those that have one trait of each set; an empty set asks for nothing. */
export type TransitionFilter = Readonly<{
  taskRunIds: ReadonlySet<string>;
  flowRunIds: ReadonlySet<string>;
  tags: ReadonlySet<string>;
  types: ReadonlySet<StateType>;
}>;

/** What a filter looks at, as it was when the run came to the state. */
export type Traits = Readonly<{
  taskRunId: string;
  flowRunId: string | null;
  tags: readonly string[];
  type: StateType;
}>;

export const EVERY_TRANSITION: TransitionFilter = {
  taskRunIds: new Set(),
  flowRunIds: new Set(),
  tags: new Set(),
  types: new Set(),
};

/** The traits of a transition; null for an event that is none. */
export function traitsOf({ taskRunId, event }: LoggedEvent): Traits | null {
  switch (event.type) {
    case 'StateSet': {
      const { flowRunId, tags } = event.about;
      return { taskRunId, flowRunId, tags, type: event.state.type };
    }
    case 'TaskRunCreated':
    case 'TaskRunRenamed':
    case 'TaskRunDeleted':
      return null;
  }
}

export const passes = (
  filter: TransitionFilter,
  { taskRunId, flowRunId, tags, type }: Traits,
): boolean =>
  asks(filter.taskRunIds, [taskRunId]) &&
  asks(filter.flowRunIds, flowRunId === null ? [] : [flowRunId]) &&
  asks(filter.tags, tags) &&
  asks(filter.types, [type]);

const asks = <T>(wanted: ReadonlySet<T>, found: readonly T[]): boolean =>
  wanted.size === 0 || found.some((trait) => wanted.has(trait));
