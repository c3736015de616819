import type { Revision } from '../event-store.js';

/** A stream's key in the log and the revision it stands at. */
export type Head = Readonly<{ key: bigint; revision: Revision }>;

/** Where streams stand, kept so that an append need not ask. What a group writes counts at once within it, but is kept only when committed. */
export class StreamHeads {
  private readonly committed = new Map<string, Head>(); // written longest ago first
  private readonly written = new Map<string, Head>();

  constructor(
    private readonly load: (stream: string) => Head | null,
    private readonly capacity: number,
  ) {}

  /** null: there is no such stream. */
  of(stream: string): Head | null {
    return this.written.get(stream) ?? this.committed.get(stream) ?? this.load(stream);
  }

  write(stream: string, head: Head): void {
    this.written.set(stream, head);
  }

  commit(): void {
    for (const [stream, head] of this.written) {
      this.committed.delete(stream);
      this.committed.set(stream, head);
    }
    this.written.clear();
    for (const [oldest] of this.committed) {
      if (this.committed.size <= this.capacity) break;
      this.committed.delete(oldest);
    }
  }

  /** After a failure the log is asked anew. */
  forget(): void {
    this.written.clear();
    this.committed.clear();
  }
}
