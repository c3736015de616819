/** How an event of one type is written as JSON text, and read again. */
export type Codec<Event> = Readonly<{
  encode(event: Event): string;
  decode(text: string): Event;
}>;

/**
 * A codec out of two plain functions. Members that are undefined are not written, so `toStored` says
 * null as undefined: bytes are paid in the hash, the log, its WAL and each reader.
 */
export const codec = <Event, Stored extends object>(
  toStored: (event: Event) => Stored,
  fromStored: (stored: Stored) => Event,
): Codec<Event> => ({
  encode: (event) => JSON.stringify(toStored(event)),
  decode: (text) => fromStored(JSON.parse(text) as Stored),
});
