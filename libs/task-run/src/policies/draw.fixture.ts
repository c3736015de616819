/** Draws a whole number from 0, below so many. */
export type Draw = (below: number) => number;

const { floor, imul } = Math; // in jest's modules a global is a slow look-up

/** Tommy Ettinger's mulberry32: 32 bits of state, the same numbers on every machine and under every library's version. */
export function mulberry32(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export const one = <T>(draw: Draw, ...values: readonly [T, ...T[]]): T =>
  values[draw(values.length)] ?? values[0];

export const maybe = <T>(draw: Draw, make: () => T): T | null => (draw(2) === 0 ? null : make());
