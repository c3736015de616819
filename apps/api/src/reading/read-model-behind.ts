/** The read model did not come to the position that the query asks for in time; it may be asked again. */
export class ReadModelBehind extends Error {
  override readonly name = 'ReadModelBehind';
  constructor(
    readonly target: bigint,
    readonly shown: bigint,
  ) {
    super(`the read model shows position ${shown}, not ${target} yet`);
  }
}
