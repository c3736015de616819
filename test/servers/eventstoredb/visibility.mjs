// What a stream's metadata hide of it: `$tb` (before that revision), `$maxCount` (all but the last), `$maxAge` (seconds).

export const NO_LIMITS = { before: 0, count: Infinity, age: Infinity };
export const LIMITS_OF_METADATA = { ...NO_LIMITS, count: 1 };

/** The metadata of a softly deleted stream. */
export const DELETED = '{"$tb":9223372036854775807}';

const DELETED_BEFORE = Number('9223372036854775807');

export function limitsIn(metadata) {
  const { $tb = 0, $maxCount = Infinity, $maxAge = Infinity } = parsed(metadata);
  return { before: $tb, count: $maxCount, age: $maxAge };
}

export const isSoftDeleted = ({ limits }) => limits.before >= DELETED_BEFORE;

/** The first revision that reads show; one beyond the last if all are hidden. */
export function firstVisible({ events, limits: { before, count, age } }) {
  let first = Math.min(events.length, Math.max(before, events.length - count));
  const oldest = Date.now() - age * 1000;
  while (first < events.length && events[first].created < oldest) first += 1;
  return first;
}

/** Metadata that are no JSON object limit nothing, as the real server has it. */
function parsed(bytes) {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) ?? {};
  } catch {
    return {};
  }
}
