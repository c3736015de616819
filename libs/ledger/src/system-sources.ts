import { randomUUID } from 'node:crypto';
import { micros } from '@app/orchestration';
import { createClock, uuidV7 } from '@app/runtime';
import type { Sources } from './parts.js';

/** The system's clock and chance, and ids made of them. */
export function systemSources(): Sources {
  const clock = createClock();
  return {
    now: () => micros(clock()),
    chance: Math.random,
    newCommandId: uuidV7,
    newStateId: uuidV7,
    newRunId: randomUUID,
  };
}
