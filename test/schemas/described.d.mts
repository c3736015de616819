import type { PublicTopic, TopicManifest } from '@app/transitions';
import type { Schemas } from './incompatibilities.mjs';

export type Described = Readonly<{ schemas: Schemas; files: Readonly<Record<string, object>> }>;

export declare function described(topics: Readonly<Record<PublicTopic, TopicManifest>>): Described;
