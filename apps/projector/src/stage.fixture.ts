import { once } from 'node:events';
import type { HeldRole, ProjectorRole } from '@app/read-model';

/** A role that this process alone plays: given to who asked first. */
export class Stage implements ProjectorRole {
  readonly #waiting: (() => void)[] = [];
  #losing: AbortController | null = null;

  async take(signal: AbortSignal, onWaiting: () => void): Promise<HeldRole> {
    if (this.#losing !== null) onWaiting();
    while (this.#losing !== null) {
      const free = new Promise<void>((resolve) => this.#waiting.push(resolve));
      const ended = once(signal, 'abort').then(() => signal.throwIfAborted());
      await Promise.race([free, ended]);
    }
    const losing = (this.#losing = new AbortController());
    const release = async (): Promise<void> => {
      if (this.#losing === losing) this.lose();
    };
    return { lost: losing.signal, release };
  }

  /** Takes the role from who has it. */
  lose(): void {
    this.#losing?.abort();
    this.#losing = null;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

/** Resolves when the signal aborts, or at once if it has. */
export const aborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};
