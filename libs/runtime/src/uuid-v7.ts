import { randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562, 5.7): the milliseconds of now, then 74 random bits. */
export function uuidV7(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = nextRandom();
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant(random)}${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

const DIGITS = 19; // 74 bits: one digit serves for the two beside the variant's
const POOLED = 1024;

// A call into the system for each id would cost ten times the id.
let pool = '';
let used = 0;

function nextRandom(): string {
  if (used + DIGITS > pool.length) {
    pool = randomBytes((POOLED * DIGITS) / 2).toString('hex');
    used = 0;
  }
  used += DIGITS;
  return pool.slice(used - DIGITS, used);
}

const variant = (random: string): string =>
  '89ab'.charAt(parseInt(random.charAt(DIGITS - 1), 16) & 3);
