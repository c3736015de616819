// The messages of which there is one for each event, by hand: the generated classes take longer than all the rest.
import { UUID } from './protocol.mjs';
import { idIn } from './requests.mjs';
import { readFields } from './wire-reader.mjs';
import {
  finished,
  openMessage,
  writeBytes,
  writeLength,
  writeNumber,
  writeText,
} from './wire-writer.mjs';

const LABELS = 250; // bytes that lengths, numbers, the id and the names of the map take at most

/** A message of a batch call: `stream` and `expected` are null but in the first one of an append. */
export function readBatchMessage(bytes) {
  const message = { id: '', stream: null, expected: null, proposals: [], isFinal: false };
  readFields(kept(bytes), (field, value) => {
    if (field === 1) message.id = identified(value);
    else if (field === 2) readOptions(message, value);
    else if (field === 3) message.proposals.push(proposed(value));
    else if (field === 4) message.isFinal = value === 1;
  });
  return message;
}

/** The answer to an append of a batch call that was written. `revision` and `position` are there. */
export function writeBatchSuccess(id, stream, revision, position) {
  const message = openMessage(LABELS + 3 * stream.length);
  let end = message.at;
  writeText(message, 3, stream);
  writeLength(message, 4, end);
  end = message.at;
  writeNumber(message, 2, position);
  writeNumber(message, 1, position);
  writeLength(message, 3, end);
  writeNumber(message, 1, revision);
  writeLength(message, 3, end);
  end = message.at;
  writeText(message, 2, id);
  writeLength(message, 1, end);
  return finished(message);
}

/** An event as reads and subscriptions deliver it. */
export function writeRead(event) {
  const { stream, revision, position, type, contentType, data, metadata } = event;
  const texts = stream.length + type.length + contentType.length;
  const message = openMessage(LABELS + 3 * texts + data.length + metadata.length);
  const whole = message.at;
  writeNumber(message, 3, position);
  const end = message.at;
  writeBytes(message, 8, data);
  writeBytes(message, 7, metadata);
  writeEntry(message, 'created', `${String(event.created)}0000`);
  writeEntry(message, 'content-type', contentType);
  writeEntry(message, 'type', type);
  writeNumber(message, 5, position);
  writeNumber(message, 4, position);
  writeNumber(message, 3, revision);
  const name = message.at;
  writeText(message, 3, stream);
  writeLength(message, 2, name);
  const id = message.at;
  writeText(message, 2, event.id);
  writeLength(message, 1, id);
  writeLength(message, 1, end);
  writeLength(message, 1, whole);
  return finished(message);
}

function writeEntry(message, key, value) {
  const end = message.at;
  writeText(message, 2, value);
  writeText(message, 1, key);
  writeLength(message, 6, end);
}

const EXPECTATIONS = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' };

function readOptions(message, bytes) {
  message.stream = '';
  readFields(bytes, (field, value) => {
    if (field === 1) readFields(value, (_, name) => (message.stream = name.toString()));
    else if (field === 2) message.expected = value;
    else if (field in EXPECTATIONS) message.expected = EXPECTATIONS[field];
  });
}

function proposed(bytes) {
  const proposal = { id: '', type: '', contentType: BINARY, data: NOTHING, metadata: NOTHING };
  readFields(bytes, (field, value) => {
    if (field === 1) proposal.id = identified(value);
    else if (field === 2) readEntry(proposal, value);
    else if (field === 3) proposal.metadata = value;
    else if (field === 4) proposal.data = value;
  });
  return proposal;
}

function readEntry(proposal, bytes) {
  let key = '';
  let text = '';
  readFields(bytes, (field, value) => {
    if (field === 1) key = value.toString();
    else text = value.toString();
  });
  if (key === 'type') proposal.type = text;
  else if (key === 'content-type') proposal.contentType = text;
}

const BINARY = 'application/octet-stream';
const NOTHING = Buffer.alloc(0);

/** A copy as large as it must be: what is stored keeps the whole of its buffer alive. */
function kept(bytes) {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

function identified(bytes) {
  let id = null;
  readFields(bytes, (field, value) => {
    if (field === 2) id = value.toString().toLowerCase();
  });
  return id ?? idIn(UUID.deserializeBinary(bytes));
}
