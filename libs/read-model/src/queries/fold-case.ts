/**
 * The text without distinction of case, one character for each of its characters, so that `_` of a
 * pattern means the same before and after: Σ is σ but ς is not, ẞ is ß but SS is not, İ is i.
 * Nothing is normalized. No database folds so by itself; both compare what was folded here.
 */
export const foldCase = (text: string): string =>
  ASCII.test(text) ? text.toLowerCase() : Array.from(text, foldCharacter).join('');

const ASCII = /^\p{ASCII}*$/u;

function foldCharacter(character: string): string {
  const [folded = character] = character.toLowerCase();
  return folded;
}
