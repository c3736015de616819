/** One thing that is wrong with a request, in the reference's form (4.2): `loc` begins with body, query, path or header. */
export type Fault = Readonly<{
  type: string;
  loc: readonly (string | number)[];
  msg: string;
  input: unknown;
  ctx?: Readonly<Record<string, unknown>>;
}>;

/** A request that cannot be read as what its route takes; answered 422 with every fault. */
export class RequestInvalid extends Error {
  override readonly name = 'RequestInvalid';
  constructor(
    readonly faults: readonly Fault[],
    readonly body: unknown, // parsed; the text if it is not JSON; null if there is none, or it cannot be shown
  ) {
    super('Invalid request received.');
  }
}
