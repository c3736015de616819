/** Bytes as libsql reads them: those of one row as a Buffer, those of many as ArrayBuffers. */
export type Bytes = Uint8Array | ArrayBuffer;

/** The 16 bytes of a UUID. They order as its lower-case text does. */
export const uuidBytes = (uuid: string): Uint8Array => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** The lower-case, hyphenated text of a UUID. */
export function uuidText(bytes: Bytes): string {
  const hex = Buffer.from(new Uint8Array(bytes)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
