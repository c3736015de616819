import { isHopeless, readAt, refuse, refuseValue, type Found } from './reader.js';

/** The most levels that a body may nest; a later station could not hold more (departures, 14). */
const MOST_LEVELS = 500;

/**
 * Finds in a parsed body what no later station could store: NUL characters, lone surrogates, and more than 500
 * levels. JSON can spell the first two only as escapes, so that a look at the source spares most bodies the walk.
 */
export function findUnstorable(value: unknown, source: string, faults: Found[]): void {
  if (opens(source, '{') + opens(source, '[') > MOST_LEVELS) findDepth(value, faults);
  if (faults.length === 0 && source.includes('\\u')) findText(value, faults);
}

/** Whether a body nests so deeply that it cannot be shown either. */
export const isTooDeep = (value: unknown): boolean => wayBelow(value, MOST_LEVELS) !== null;

function opens(source: string, bracket: string): number {
  let count = 0;
  for (let at = source.indexOf(bracket); at >= 0 && count <= MOST_LEVELS; count += 1) {
    at = source.indexOf(bracket, at + 1);
  }
  return count;
}

function findDepth(value: unknown, faults: Found[]): void {
  const way = wayBelow(value, MOST_LEVELS);
  if (way === null) return;
  refuseValue(faults, `nesting must not be deeper than ${MOST_LEVELS} levels`, null);
  faults.at(-1)?.loc.unshift(...way);
}

/** The way to the first list or object that lies deeper than so many levels; null if there is none. */
function wayBelow(value: unknown, levels: number): (string | number)[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return [];
  for (const [key, member] of membersOf(value)) {
    const way = wayBelow(member, levels - 1);
    if (way !== null) return [key, ...way];
  }
  return null;
}

function findText(value: unknown, faults: Found[]): null {
  if (typeof value === 'string') return judgeText(value, faults);
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of membersOf(value)) {
    if (isHopeless(faults)) break;
    if (typeof key === 'string') readAt(judgeText, key, key, faults);
    readAt(findText, member, key, faults);
  }
  return null;
}

function judgeText(value: unknown, faults: Found[]): null {
  const text = String(value);
  if (text.includes('\0')) refuseValue(faults, 'NUL characters cannot be stored', text);
  if (!text.isWellFormed()) {
    refuse(
      faults,
      'string_unicode',
      'Input should be a valid string, unable to parse raw data as a unicode string',
      text,
    );
  }
  return null;
}

const membersOf = (value: object): Iterable<[string | number, unknown]> =>
  Array.isArray(value) ? value.entries() : Object.entries(value);
