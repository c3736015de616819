/** A request that can be read but asks for what is not allowed; answered 422 with `{"detail": …}` (4.2). */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  constructor(readonly detail: string) {
    super(detail);
  }
}
