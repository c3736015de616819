/** By their names. */
export type Schemas = Readonly<Record<string, object>>;

export declare function incompatibilities(published: Schemas, current: Schemas): string[];
