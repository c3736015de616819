/**
 * The members of an object in the order of its text, each with the text of its value. The text is
 * known to be valid JSON: it was parsed before. Of members with the same key the last counts, as in JSON.parse.
 */
export function memberSources(source: string): (readonly [key: string, value: string])[] {
  const members = new Map<string, string>();
  let at = afterBlanks(source, 0) + 1;
  for (;;) {
    at = afterBlanks(source, at);
    if (source[at] !== '"') return [...members];
    const keyEnd = afterString(source, at);
    const key = JSON.parse(source.slice(at, keyEnd)) as string;
    const start = afterBlanks(source, afterBlanks(source, keyEnd) + 1);
    const end = afterValue(source, start);
    members.set(key, source.slice(start, end));
    at = afterBlanks(source, end) + 1;
  }
}

/** The text of the value that stands at the path of keys. */
export const sourceAt = (source: string, path: readonly string[]): string =>
  path.reduce(
    (text, key) => memberSources(text).find(([name]) => name === key)?.[1] ?? 'null',
    source,
  );

function afterBlanks(source: string, from: number): number {
  let at = from;
  while (at < source.length && source.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function afterString(source: string, from: number): number {
  let at = from + 1;
  while (source[at] !== '"') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

function afterValue(source: string, from: number): number {
  const sign = source[from];
  if (sign === '"') return afterString(source, from);
  return sign === '{' || sign === '[' ? afterContainer(source, from) : afterScalar(source, from);
}

function afterContainer(source: string, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const sign = source[at];
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    at = sign === '"' ? afterString(source, at) : at + 1;
  } while (depth > 0);
  return at;
}

/** A number, true, false or null. */
function afterScalar(source: string, from: number): number {
  const scalar = /[-+.\w]+/y;
  scalar.lastIndex = from;
  scalar.exec(source);
  return scalar.lastIndex;
}
