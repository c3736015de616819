import type { ProjectorRole } from '@app/read-model';

/** How several projectors of one read model take turns. */
export type Turns = Readonly<{
  role: ProjectorRole;
  /** Hears when another has the role, and when this one has it. */
  onStandby: (standingBy: boolean) => void;
}>;

/**
 * Works while the role is held. Ends when the work does, or when the role is lost: then the work's signal has aborted.
 *
 * @throws the reason of the signal if it aborts while another has the role, and what the work throws
 */
export async function inTurn(
  { role, onStandby }: Turns,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const held = await role.take(signal, () => onStandby(true));
  onStandby(false);
  try {
    await work(AbortSignal.any([signal, held.lost]));
  } finally {
    await held.release();
  }
}
