// Writes a protobuf message from its end to its beginning, so that the length of a part is known when it is to be written.

/** Room for a message of at most `size` bytes. */
export const openMessage = (size) => ({ bytes: Buffer.allocUnsafe(size), at: size });

export const finished = ({ bytes, at }) => bytes.subarray(at);

export function writeNumber(message, field, value) {
  varint(message, value);
  varint(message, field << 3);
}

export function writeBytes(message, field, content) {
  const end = message.at;
  message.at -= content.length;
  message.bytes.set(content, message.at);
  writeLength(message, field, end);
}

export function writeText(message, field, text) {
  const end = message.at;
  message.at -= Buffer.byteLength(text);
  message.bytes.write(text, message.at);
  writeLength(message, field, end);
}

/** Makes what was written since the message stood at `end` the content of one field. */
export function writeLength(message, field, end) {
  varint(message, end - message.at);
  varint(message, (field << 3) | 2);
}

function varint(message, value) {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  message.at -= length;
  let rest = value;
  for (let index = 0; index < length; index++) {
    const more = index < length - 1 ? 128 : 0;
    message.bytes[message.at + index] = (rest % 128) | more;
    rest = Math.floor(rest / 128);
  }
}
