/** Sets the streams of one ledger apart from all others on the same server: `runledger.taskRun-1` is its stream `taskRun-1`. */
export class Namespace {
  /** What the names of all its streams begin with. */
  readonly prefix: string;

  /** @throws RangeError unless it is of small letters, digits and underscores */
  constructor(name: string) {
    if (!/^[a-z0-9_]+$/.test(name)) throw new RangeError(`${name} is no namespace`);
    this.prefix = `${name}.`;
  }

  /** A stream's name on the server. */
  outer(stream: string): string {
    return this.prefix + stream;
  }

  /** A stream's name within; null for a stream of somebody else. */
  inner(name: string): string | null {
    return name.startsWith(this.prefix) ? name.slice(this.prefix.length) : null;
  }
}
