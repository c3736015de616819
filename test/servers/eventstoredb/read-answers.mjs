// The messages of a read or a subscription.
import { identified, named, placed } from './answers.mjs';
import { writeRead } from './hot-messages.mjs';
import { LAST_REVISION } from './log.mjs';
import { ReadResp, UUID } from './protocol.mjs';

const TICKS = 10_000n; // of 100 ns in a millisecond

export const caughtUp = () => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export const checkpoint = (position) =>
  new ReadResp().setCheckpoint(placed(new ReadResp.Checkpoint(), position));

export const confirmed = (id) =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const notFound = (stream) =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(named(stream)),
  );

export function read(event, idsAreStructured) {
  if (!idsAreStructured && event.revision !== LAST_REVISION) return writeRead(event);
  const recorded = placed(new ReadResp.ReadEvent.RecordedEvent(), event.position);
  recorded.setId(idsAreStructured ? structured(event.id) : identified(event.id));
  recorded.setStreamIdentifier(named(event.stream));
  recorded.setStreamRevision(String(event.revision));
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(BigInt(event.created) * TICKS));
  const answer = new ReadResp.ReadEvent().setEvent(recorded);
  return new ReadResp().setEvent(answer.setCommitPosition(String(event.position)));
}

function structured(text) {
  const hex = text.replaceAll('-', '');
  const bits = new UUID.Structured();
  bits.setMostSignificantBits(signed(hex.slice(0, 16)));
  bits.setLeastSignificantBits(signed(hex.slice(16)));
  return new UUID().setStructured(bits);
}

const signed = (hex) => String(BigInt.asIntN(64, BigInt(`0x${hex}`)));
