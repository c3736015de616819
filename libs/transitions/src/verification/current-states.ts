import type { PublishedRecord } from '../published-topics.js';
import type { ExpectedRecords } from './expected-records.js';
import type { EventRange, TopicWalk } from './topic-walk.js';

const NONE = -1;

/** Runs that were looked for, and those among them that have a current state. */
export type Shown = Readonly<{ runs: number; states: number }>;

/**
 * What the topic of states tells of each run: its last record. Compaction may drop what came before, and in the end the
 * tombstone of a run that was deleted, too.
 */
export class CurrentStates {
  private readonly newest: Int32Array; // of each run: the last event in the log
  private readonly shown: Int32Array; // of each run: the event of its last record in the topic
  private readonly shownAt: Float64Array; // the offset of that
  private readonly isLater: Uint8Array; // 1: of a run of which the topic has a record that is later than all that is expected

  constructor(private readonly expected: ExpectedRecords) {
    this.newest = new Int32Array(expected.runCount).fill(NONE);
    this.shown = new Int32Array(expected.runCount).fill(NONE);
    this.shownAt = new Float64Array(expected.runCount);
    this.isLater = new Uint8Array(expected.runCount);
    for (let event = 0; event < expected.count; event += 1) {
      if (expected.gives(event, 'states')) this.newest[expected.runOf(event)] = event;
    }
  }

  /** Hears of each record in the order of its partition, with the event that gives it. */
  pass({ offset }: PublishedRecord, event: number): void {
    const run = this.expected.runOf(event);
    this.shown[run] = event;
    this.shownAt[run] = Number(offset);
  }

  /** The topic has a later record of this run than was expected. */
  passLater(taskRunId: string): void {
    const run = this.expected.runNumberOf(taskRunId);
    if (run !== null) this.isLater[run] = 1;
  }

  /** Finds the runs of which the topic tells an old state or none, where their newest is judged. */
  findOld(walk: TopicWalk, judged: EventRange): Shown {
    let runs = 0;
    let states = 0;
    for (let run = 0; run < this.expected.runCount; run += 1) {
      const newest = this.newest[run] ?? NONE;
      if (newest < judged.from || newest >= judged.to) continue;
      const isDeleted = this.expected.isTombstone(newest);
      runs += 1;
      if (!isDeleted) states += 1;
      if (this.isLater[run] === 1) continue;
      const shown = this.shown[run] ?? NONE;
      const partition = walk.partitionOf(newest);
      if (shown === NONE && !isDeleted) walk.find('missing', newest, { partition, offset: null });
      if (shown !== NONE && shown < newest) {
        const offset = BigInt(this.shownAt[run] ?? 0);
        walk.find('old', newest, { partition, offset }, `tells event ${this.expected.idOf(shown)}`);
      }
    }
    return { runs, states };
  }
}
