import type { SharedPosition } from '@app/runtime';
import { WrongRevision } from '../errors.js';
import {
  NO_STREAM,
  revision,
  START,
  type Appended,
  type NewEvent,
  type Position,
  type Revision,
} from '../event-store.js';
import type { Connection } from './connection.js';
import { logTables, type LogTables } from './log-tables.js';
import { StreamHeads, type Head } from './stream-heads.js';
import { transactionsOn, type Transact } from './transaction.js';

/** Hears of each commit: how many appends it answered and how many seconds it took. */
export type OnCommit = (appends: number, seconds: number) => void;

type Append = Readonly<{ stream: string; expected: Revision; events: readonly NewEvent[] }>;
type Outcome = Appended | WrongRevision;
type Caller = Readonly<{ resolve(appended: Appended): void; reject(error: unknown): void }>;

const HEADS_KEPT = 100_000;

/** Writes the log. The appends of one turn of the event loop share a commit; nobody waits for a timer. */
export class LogWriter {
  private readonly tables: LogTables;
  private readonly heads: StreamHeads;
  private readonly transact: Transact;
  private gathered: (Append & Caller)[] = [];

  /** @param head is advanced after each commit */
  constructor(
    connection: Connection,
    private readonly head: SharedPosition,
    private readonly onCommit: OnCommit,
  ) {
    this.tables = logTables(connection);
    this.heads = new StreamHeads(this.tables.headOf, HEADS_KEPT);
    this.transact = transactionsOn(connection);
    head.advance(this.tables.lastPosition());
  }

  /** @throws WrongRevision, OutcomeUnknown, StoreUnavailable */
  append(stream: string, expected: Revision, events: readonly NewEvent[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.gathered.push({ stream, expected, events, resolve, reject });
      if (this.gathered.length === 1) setImmediate(() => this.flush());
    });
  }

  /** @throws OutcomeUnknown, StoreUnavailable */
  truncateBefore(stream: string, before: Revision): void {
    this.transact(() => this.tables.truncateBefore(stream, before));
  }

  /** Commits what has gathered. */
  flush(): void {
    const group = this.gathered;
    if (group.length === 0) return;
    this.gathered = [];
    const begun = performance.now();
    try {
      for (const [caller, outcome] of this.commit(group)) answer(caller, outcome);
    } catch (error) {
      this.heads.forget();
      for (const caller of group) caller.reject(error);
      return;
    }
    this.onCommit(group.length, (performance.now() - begun) / 1000);
  }

  /** Nobody is answered before the commit: even a refusal may rest on what another of the group has written. */
  private commit<A extends Append>(group: readonly A[]): readonly (readonly [A, Outcome])[] {
    const outcomes = this.transact(() =>
      group.map((append) => [append, this.place(append)] as const),
    );
    this.heads.commit();
    this.head.advance(furthest(outcomes.map(([, outcome]) => outcome)));
    return outcomes;
  }

  private place(append: Append): Outcome {
    const head = this.heads.of(append.stream);
    const actual = head?.revision ?? NO_STREAM;
    if (append.expected === actual) return this.write(append, head);
    return (
      (head && this.answerBefore(append, head)) ??
      new WrongRevision(append.stream, append.expected, actual)
    );
  }

  private write({ stream, expected, events }: Append, head: Head | null): Appended {
    const key = head?.key ?? this.tables.addStream(stream);
    let last = { revision: expected, position: START };
    for (const event of events) {
      const next = revision(last.revision + 1n);
      last = { revision: next, position: this.tables.addEvent(key, next, event) };
    }
    this.heads.write(stream, { key, revision: last.revision });
    return last;
  }

  /** What the same append was answered when it was new; null if it never was. */
  private answerBefore({ expected, events }: Append, { key }: Head): Appended | null {
    const places = this.tables.following(key, expected, events.length);
    const last = places.at(-1);
    const same = events.every(({ id }, index) => id === places[index]?.id);
    return same && last ? { revision: last.revision, position: last.position } : null;
  }
}

const answer = ({ resolve, reject }: Caller, outcome: Outcome): void =>
  outcome instanceof WrongRevision ? reject(outcome) : resolve(outcome);

const furthest = (outcomes: readonly Outcome[]): Position =>
  outcomes.reduce(
    (far, outcome) =>
      outcome instanceof WrongRevision || outcome.position < far ? far : outcome.position,
    START,
  );
