/** How many letters must be put in, taken out or replaced to make one word the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  const none = Array.from({ length: to.length + 1 }, (_, taken) => taken);
  const distances = [...from].reduce(
    (above, letter, index) =>
      [...to].reduce<number[]>(
        (row, other, column) => [
          ...row,
          Math.min(
            at(above, column) + (letter === other ? 0 : 1),
            at(above, column + 1) + 1,
            at(row, column) + 1,
          ),
        ],
        [index + 1],
      ),
    none,
  );
  return at(distances, to.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
