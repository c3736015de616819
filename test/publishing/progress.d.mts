export declare function longestPause(growths: readonly number[], moment: number): number;
