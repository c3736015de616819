import type { Schemas } from './incompatibilities.mjs';

export declare function revisions(): Promise<Schemas[]>;
