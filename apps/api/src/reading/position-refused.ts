/** A position that the caller wants to see is none of this log's. */
export class PositionRefused extends Error {
  override readonly name = 'PositionRefused';
}
