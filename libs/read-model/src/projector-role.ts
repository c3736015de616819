/** Which of several projectors of one read model is at work; the others stand by. */
export interface ProjectorRole {
  /**
   * Waits until the role is ours.
   *
   * @param onWaiting hears once that another has it
   * @throws ReadModelUnavailable, or the reason of the signal if it aborts before
   */
  take(signal: AbortSignal, onWaiting: () => void): Promise<HeldRole>;
}

export type HeldRole = Readonly<{
  lost: AbortSignal; // aborts when another may have the role
  release(): Promise<void>;
}>;
