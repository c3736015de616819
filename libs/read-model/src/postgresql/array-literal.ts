import { uuidText, type Bytes } from '../queries/uuid.js';

/** The values as PostgreSQL reads an array of them. The driver would take several times as long, as it copies what it has at every value. */
export const arrayLiteral = (values: readonly (Bytes | bigint | string | null)[]): string =>
  `{${values.map(element).join()}}`;

function element(value: Bytes | bigint | string | null): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  return uuidText(value);
}
