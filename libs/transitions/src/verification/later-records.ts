import type { PublicRecord } from '../public-record.js';
import type { CurrentStates } from './current-states.js';
import type { TopicWalk } from './topic-walk.js';

/** Tells what was published after the log was read, and so was not expected, from what the log does not have. */
export class LaterRecords {
  private readonly strange: ReadonlySet<string>; // ids of records
  private readonly known = new Set<string>();
  private events = 0;

  constructor(
    private readonly walks: readonly TopicWalk[],
    private readonly current: CurrentStates,
  ) {
    this.strange = new Set(walks.flatMap(({ strangers }) => strangers.map(({ id }) => id)));
  }

  /** How many events were passed that have records. */
  get count(): number {
    return this.events;
  }

  /** Hears of the records of each event that the log has by now. */
  pass(records: readonly PublicRecord[]): void {
    if (records.length > 0) this.events += 1;
    for (const { topic, key, headers } of records) {
      const id = headers.ce_id ?? '';
      if (!this.strange.has(id)) continue;
      this.known.add(id);
      if (topic === 'states') this.current.passLater(key);
    }
  }

  findUnexpected(source: string): void {
    for (const { topic, strangers, findings } of this.walks) {
      for (const { id, source: told, ...place } of strangers) {
        if (this.known.has(id)) continue;
        const note = told === source ? null : `comes from ${told || 'nowhere'}`;
        findings.push({ kind: 'unexpected', topic, ...place, eventId: id, note });
      }
    }
  }
}
