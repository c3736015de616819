import type { State } from '@app/orchestration';
import { stateText } from '@app/transitions';

/** A list whose items are written alike. */
export const listText = <T>(items: readonly T[], text: (item: T) => string): string =>
  `[${items.map(text).join(',')}]`;

/** A list of states. */
export const statesText = (states: readonly State[]): string => listText(states, stateText);
