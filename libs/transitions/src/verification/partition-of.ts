/**
 * The partition that a key belongs in, as the partitioner of Kafka's Java client has it, which all others follow
 * (`toPositive(murmur2(key)) % partitions`, org.apache.kafka.common.utils.Utils).
 */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;

const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** 32 bits, signed, as in Java. */
export function murmur2(data: Buffer): number {
  const whole = data.length & ~3;
  let h = SEED ^ data.length;
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(data.readInt32LE(at), M);
    k ^= k >>> R;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  if (whole < data.length) {
    h ^= data.readUIntLE(whole, data.length - whole);
    h = Math.imul(h, M);
  }
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
}
