/** Where a text stops being JSON, in UTF-16 units, and why, in the words of the reference's reader. */
export type JsonFault = Readonly<{ position: number; error: string }>;

/**
 * The first fault of a text that is no JSON; null if it is. V8 tells no place for many faults, so the text
 * is read once more, with the open brackets in a list: a body of brackets would overflow the stack.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: Closing[] = [];
  let at: Place | null = afterBlanks(text, 0);
  while (typeof at === 'number') at = nextValue(text, at, open);
  return at;
}

type Closing = '}' | ']';
type Place = number | JsonFault;

const CLOSING: Readonly<Record<string, Closing>> = { '{': '}', '[': ']' };

const fault = (position: number, error: string): JsonFault => ({ position, error });

/** Reads a scalar or an opening bracket; the place of the value after it, null at the end of the text. */
function nextValue(text: string, at: number, open: Closing[]): Place | null {
  const closing = CLOSING[text.charAt(at)];
  if (closing !== undefined) {
    open.push(closing);
    const first = afterBlanks(text, at + 1);
    return text[first] === closing ? behindValue(text, first, open) : inside(text, first, open);
  }
  const end = text[at] === '"' ? afterString(text, at) : afterWord(text, at);
  return typeof end === 'number' ? behindValue(text, afterBlanks(text, end), open) : end;
}

/** Reads the brackets that close here and the comma behind them. */
function behindValue(text: string, from: number, open: Closing[]): Place | null {
  let at = from;
  while (open.length > 0 && text[at] === open.at(-1)) {
    open.pop();
    at = afterBlanks(text, at + 1);
  }
  if (open.length === 0) return at < text.length ? fault(at, 'Extra data') : null;
  return text[at] === ','
    ? inside(text, afterBlanks(text, at + 1), open)
    : fault(at, "Expecting ',' delimiter");
}

/** The value of the member that begins here: in an object it stands behind a key. */
const inside = (text: string, at: number, open: readonly Closing[]): Place =>
  open.at(-1) === '}' ? afterKey(text, at) : at;

function afterKey(text: string, at: number): Place {
  if (text[at] !== '"') return fault(at, 'Expecting property name enclosed in double quotes');
  const end = afterString(text, at);
  if (typeof end !== 'number') return end;
  const colon = afterBlanks(text, end);
  return text[colon] === ':'
    ? afterBlanks(text, colon + 1)
    : fault(colon, "Expecting ':' delimiter");
}

function afterString(text: string, start: number): Place {
  let at = start + 1;
  while (text[at] !== '"') {
    if (at >= text.length) return fault(start, 'Unterminated string starting at');
    if (text.charCodeAt(at) < 0x20) return fault(at, 'Invalid control character at');
    const next = text[at] === '\\' ? matchEnd(ESCAPE, text, at) : at + 1;
    if (next === null) return fault(at, 'Invalid \\escape');
    at = next;
  }
  return at + 1;
}

const afterWord = (text: string, at: number): Place =>
  matchEnd(WORD, text, at) ?? fault(at, 'Expecting value');

const afterBlanks = (text: string, at: number): number => matchEnd(BLANKS, text, at) ?? at;

const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const BLANKS = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}
