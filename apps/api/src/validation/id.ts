import { refuse, type Reader } from './reader.js';

/** A UUID, also in capitals, without hyphens, in braces or as a URN; told in lower case with hyphens. */
export const readId: Reader<string> = (value, faults) => {
  if (typeof value !== 'string') {
    return refuse(
      faults,
      'uuid_type',
      'UUID input should be a string, bytes or UUID object',
      value,
    );
  }
  if (CANONICAL.test(value)) return value;
  const digits = LOOSE.exec(value)?.slice(1).join('').replaceAll('-', '').toLowerCase();
  if (digits !== undefined) return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const error = complaint(value);
  return refuse(faults, 'uuid_parsing', `Input should be a valid UUID, ${error}`, value, { error });
};

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const HEX = '([0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})';
const LOOSE = new RegExp(`^(?:${HEX}|\\{${HEX}\\}|urn:uuid:${HEX})$`, 'i');

function complaint(text: string): string {
  const at = text.search(/[^0-9a-f-]/i);
  return at < 0
    ? `invalid length: expected length 32 for simple format, found ${text.length}`
    : 'invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], ' +
        `found \`${String.fromCodePoint(text.codePointAt(at) ?? 0)}\` at ${at + 1}`;
}
