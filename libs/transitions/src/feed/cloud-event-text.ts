import type { PublicRecord } from '../public-record.js';

/** A record as one JSON text (CloudEvents 1.0, structured mode); its value stands in it as it is, numbers as written. */
export const cloudEventText = ({ headers, value }: PublicRecord): string =>
  `{${Object.entries(headers).map(attributeText).join(',')},"data":${value}}`;

const attributeText = ([header, text]: readonly [string, string]): string =>
  `${JSON.stringify(attributeOf(header))}:${JSON.stringify(text)}`;

/** The Kafka binding puts `ce_` before each attribute but one, which it calls as HTTP does. */
const attributeOf = (header: string): string =>
  header === 'content-type' ? 'datacontenttype' : header.replace(/^ce_/, '');
