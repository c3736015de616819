export type Proposal = Readonly<{
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
}>;

export type BatchMessage = Readonly<{
  id: string;
  stream: string | null;
  expected: string | number | null;
  proposals: readonly Proposal[];
  isFinal: boolean;
}>;

export type RecordedEvent = Proposal &
  Readonly<{ stream: string; revision: number; position: number; created: number }>;

export declare function readBatchMessage(bytes: Uint8Array): BatchMessage;
export declare function writeBatchSuccess(
  id: string,
  stream: string,
  revision: number,
  position: number,
): Uint8Array;
export declare function writeRead(event: RecordedEvent): Uint8Array;
