// Reads the fields of a protobuf message: numbers and pieces, which are all that the messages at hand are made of.

/** Calls `visit(field, value)` for each field in turn: a varint as a number, a piece as a view of the bytes. */
export function readFields(bytes, visit) {
  const cursor = { at: 0 };
  while (cursor.at < bytes.length) {
    const tag = varint(bytes, cursor);
    const value = varint(bytes, cursor);
    if ((tag & 7) === 0) visit(tag >> 3, value);
    else {
      cursor.at += value;
      visit(tag >> 3, bytes.subarray(cursor.at - value, cursor.at));
    }
  }
}

function varint(bytes, cursor) {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = bytes[cursor.at++];
    value += (byte & 127) * scale;
    if (byte < 128) return value;
    scale *= 128;
  }
}
