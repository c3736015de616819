import { STATE_TYPES, type StateType } from '@app/orchestration';

/** Every state that a run may come from; null is a run without one. */
export const ANY: readonly (StateType | null)[] = [null, ...STATE_TYPES];
