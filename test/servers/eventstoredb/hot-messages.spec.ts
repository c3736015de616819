import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import type * as shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as streams from '@eventstore/db-client/generated/streams_pb.js';
import fc from 'fast-check';
import { readBatchMessage, writeBatchSuccess, writeRead } from './hot-messages.mjs';

const inside = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));
const { BatchAppendReq, BatchAppendResp, ReadResp } = inside(
  '../generated/streams_pb.js',
) as typeof streams;
const { StreamIdentifier, UUID } = inside('../generated/shared_pb.js') as typeof shared;

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
const bytes = fc.uint8Array({ maxLength: 3000 });
const number = fc.oneof(fc.nat(), fc.maxSafeNat());
const identified = (id: string) => new UUID().setString(id);

const proposal = fc.record({
  id: fc.uuid(),
  type: text,
  contentType: fc.constantFrom('application/json', 'application/octet-stream'),
  data: bytes,
  metadata: bytes,
});

describe('messages by hand', () => {
  it('reads a batch append as the generated classes write it', () => {
    const message = fc.record({
      stream: text,
      expected: number,
      proposals: fc.array(proposal, { maxLength: 5 }),
      isFinal: fc.boolean(),
    });
    fc.assert(
      fc.property(message, (batch) => {
        const id = randomUUID();
        const named = new StreamIdentifier().setStreamName(Buffer.from(batch.stream));
        const options = new BatchAppendReq.Options().setStreamIdentifier(named);
        options.setStreamPosition(String(batch.expected));
        const request = new BatchAppendReq().setCorrelationId(identified(id)).setOptions(options);
        for (const event of batch.proposals) {
          const proposed = new BatchAppendReq.ProposedMessage().setId(identified(event.id));
          proposed.setData(event.data).setCustomMetadata(event.metadata);
          proposed.getMetadataMap().set('type', event.type).set('content-type', event.contentType);
          request.addProposedMessages(proposed);
        }
        const read = readBatchMessage(request.setIsFinal(batch.isFinal).serializeBinary());
        const proposals = read.proposals.map(plain);
        expect({ ...read, proposals }).toEqual({
          ...batch,
          id,
          proposals: batch.proposals.map(plain),
        });
      }),
    );
  });

  it('writes the success of a batch append as the generated classes read it', () => {
    fc.assert(
      fc.property(fc.uuid(), text, number, number, (id, stream, revision, position) => {
        const answer = BatchAppendResp.deserializeBinary(
          writeBatchSuccess(id, stream, revision, position),
        );
        expect(answer.getCorrelationId()?.getString()).toBe(id);
        expect(answer.getStreamIdentifier()?.getStreamName_asU8()).toEqual(utf8(stream));
        expect(answer.getSuccess()?.getCurrentRevision()).toBe(String(revision));
        expect(answer.getSuccess()?.getPosition()?.toObject()).toEqual({
          commitPosition: String(position),
          preparePosition: String(position),
        });
      }),
    );
  });

  it('writes an event as the generated classes read it', () => {
    const place = fc.record({ stream: text, revision: number, position: number });
    fc.assert(
      fc.property(proposal, place, (event, at) => {
        const created = 1_790_000_000_000;
        const answer = ReadResp.deserializeBinary(writeRead({ ...event, ...at, created }));
        const recorded = answer.getEvent()?.getEvent();
        expect(answer.getEvent()?.getCommitPosition()).toBe(String(at.position));
        expect(recorded?.getId()?.getString()).toBe(event.id);
        expect(recorded?.getStreamIdentifier()?.getStreamName_asU8()).toEqual(utf8(at.stream));
        expect(recorded?.getStreamRevision()).toBe(String(at.revision));
        expect(recorded?.getPreparePosition()).toBe(String(at.position));
        expect(recorded?.getCommitPosition()).toBe(String(at.position));
        expect(recorded?.getMetadataMap().toObject().sort()).toEqual([
          ['content-type', event.contentType],
          ['created', `${created}0000`],
          ['type', event.type],
        ]);
        expect(recorded?.getData_asU8()).toEqual(event.data);
        expect(recorded?.getCustomMetadata_asU8()).toEqual(event.metadata);
      }),
    );
  });
});

const utf8 = (value: string) => new Uint8Array(Buffer.from(value));
const plain = <E extends { data: Uint8Array; metadata: Uint8Array }>(event: E) => ({
  ...event,
  data: new Uint8Array(event.data),
  metadata: new Uint8Array(event.metadata),
});
