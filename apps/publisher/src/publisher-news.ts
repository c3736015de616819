/** What a publisher tells of its work, in data that one thread can send another. */
export type PublisherNews = Readonly<
  | { kind: 'standing by'; standsBy: boolean }
  | { kind: 'scanned'; position: bigint } // in search of what is published
  | { kind: 'resumed'; position: bigint } // it holds the topics and goes on after the position
  | { kind: 'published'; records: number; position: bigint }
  | { kind: 'interrupted'; reason: string }
  | { kind: 'fenced' }
  | { kind: 'failing'; reason: string | null } // null: it works again
>;
