import { micros, type Micros } from './micros.js';

/** ISO 8601 in UTC: six fraction digits, or none where the fraction is zero. Years 0001 to 9999. */
export function formatMoment(moment: Micros): string {
  const second = moment >= 0n ? moment / 1_000_000n : (moment - 999_999n) / 1_000_000n;
  const fraction = Number(moment - second * 1_000_000n);
  const text = secondText(second);
  return fraction === 0 ? `${text}Z` : `${text}.${fraction.toString().padStart(6, '0')}Z`;
}

/** The inverse of {@link formatMoment}. Text of another form is for the api to judge before it comes here. */
export function parseMoment(text: string): Micros {
  const seconds = BigInt(Date.parse(`${text.slice(0, 19)}Z`)) / 1000n;
  const fraction = text.length > 20 ? BigInt(text.slice(20, -1).padEnd(6, '0')) : 0n;
  return micros(seconds * 1_000_000n + fraction);
}

// Most moments of a busy second share its text; spelling one out costs ten times the rest.
let spelled = { second: 0n, text: '1970-01-01T00:00:00' };

function secondText(second: bigint): string {
  if (second !== spelled.second) {
    spelled = { second, text: new Date(Number(second) * 1000).toISOString().slice(0, 19) };
  }
  return spelled.text;
}
