const HEAD = 6; // bytes: the size of what follows, the API key of the request
const NOTHING = Buffer.alloc(0);

/** Hears, in what a Kafka client sends over one connection, the API key of each request as it begins. */
export function requestReader(hear) {
  let head = NOTHING;
  let left = 0; // bytes of the request that are still to come
  return (bytes) => {
    let at = 0;
    while (at < bytes.length) {
      const skipped = Math.min(left, bytes.length - at);
      left -= skipped;
      at += skipped;
      const taken = bytes.subarray(at, at + HEAD - head.length);
      at += taken.length;
      head = Buffer.concat([head, taken]);
      if (head.length < HEAD) return;
      left = head.readInt32BE(0) - 2; // the size counts the key
      hear(head.readInt16BE(4));
      head = NOTHING;
    }
  };
}
