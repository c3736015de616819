import { hash } from 'node:crypto';
import type { PublicRecord } from '../public-record.js';

const BYTES = 6; // as many as a number holds exactly

/** 48 bits of what a record says: key, value and headers, in whatever order. Where the schema is served does not count, as that may change. */
export function fingerprintOf({ key, value, headers }: PublicRecord): number {
  let said = measured(key) + (value === null ? '-' : measured(value));
  for (const name of Object.keys(headers).sort()) {
    said += measured(name) + measured(withoutOrigin(name, headers[name] ?? ''));
  }
  return hash('sha1', said, 'buffer').readUIntBE(0, BYTES);
}

/** A text that shows where it ends. */
const measured = (text: string): string => `${text.length}:${text}`;

const SCHEMAS = '/api/schemas/';

const withoutOrigin = (name: string, text: string): string =>
  name === 'ce_dataschema' && text.includes(SCHEMAS) ? text.slice(text.indexOf(SCHEMAS)) : text;
