import { setTimeout as delay } from 'node:timers/promises';

/** Something outside that a process stands on. */
export type Dependency = Readonly<{
  /** Why it did not answer when it was last asked; null if it did. */
  fault: () => string | null;
  end: () => Promise<void>;
}>;

/**
 * Asks a dependency again and again, so that it is known to be away before somebody needs it.
 *
 * @param pauseMs between an answer and the next question, in milliseconds
 * @param onChange hears of each new fault, and null when it answers again
 */
export function watchDependency(
  ask: () => Promise<unknown>,
  pauseMs: number,
  onChange: (fault: string | null) => void,
): Dependency {
  const ending = new AbortController();
  let fault: string | null = null;

  const hear = (heard: string | null): void => {
    if (heard === fault) return;
    fault = heard;
    onChange(heard);
  };
  const watch = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      hear(await ask().then(() => null, String));
      await delay(pauseMs, undefined, { signal: ending.signal }).catch(untilEnded);
    }
  };
  const watching = watch();
  return {
    fault: () => fault,
    end() {
      ending.abort();
      return watching;
    },
  };
}

/** The only thing that cuts the pause short. */
const untilEnded = (): void => undefined;
