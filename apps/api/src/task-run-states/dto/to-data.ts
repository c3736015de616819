import { sourceAt, type Data, type Json } from '@app/orchestration';

/**
 * The data of a proposal, null where it is null. Where a double changes one of its numbers as written, the text is
 * kept that stands at the path in the body's source.
 */
export function toData(value: Json, source: string, path: readonly string[]): Data | null {
  if (value === null) return null;
  if (!holdsNumber(value) || numbersSurvive(source)) return { value, source: null };
  const text = sourceAt(source, path);
  return { value, source: numbersSurvive(text) ? null : text };
}

function holdsNumber(value: Json): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNumber);
}

/** Whether each number of a JSON text is spelled as JavaScript would spell it. */
function numbersSurvive(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = afterString(text, at);
    else if (isDigit(sign) || sign === MINUS) {
      const end = afterNumber(text, at);
      const number = text.slice(at, end);
      if (String(Number(number)) !== number) return false;
      at = end;
    } else at += 1;
  }
  return true;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const BLANK = 0x20;

const isDigit = (sign: number): boolean => sign >= 0x30 && sign <= 0x39;

/** A number ends before a blank, a comma or a bracket. */
function afterNumber(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text.charCodeAt(at) > BLANK && !',]}'.includes(text.charAt(at)))
    at += 1;
  return at;
}

function afterString(text: string, from: number): number {
  let at = from + 1;
  while (text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}
