import { position, type Position } from '@app/event-store';

/** How far a log is published: every record of its events up to the position is in the topics, and no later one. */
export type Checkpoint = Readonly<{ ledgerId: string; logId: string; position: Position }>;

export const encodeCheckpoint = ({ ledgerId, logId, position: at }: Checkpoint): string =>
  JSON.stringify({ ledgerId, logId, position: at.toString() });

/** @throws SyntaxError if the text is none that {@link encodeCheckpoint} wrote */
export function decodeCheckpoint(text: string): Checkpoint {
  const read = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const { ledgerId, logId, position: at } = read;
  if (typeof ledgerId !== 'string' || typeof logId !== 'string' || typeof at !== 'string') {
    throw new SyntaxError(`no checkpoint: ${text}`);
  }
  return { ledgerId, logId, position: position(BigInt(at)) };
}
