export type Chance = Readonly<{ next: () => number; oneOf: <T>(items: readonly T[]) => T }>;

export declare function chanceFrom(seed: number): Chance;
