/** The target of a copy holds what the source does not, or something else at the same place. It is left as it is. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

/** The source of a copy is not a ledger that can be trusted or followed. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused';
}
