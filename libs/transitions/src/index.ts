export { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint.js';
export * from './errors.js';
export type { LoggedEvent } from './logged-event.js';
export type { HeldPublication, Publication } from './publication.js';
export type { PublicRecord } from './public-record.js';
export type { Extent, PublishedRecord, PublishedTopics } from './published-topics.js';
export { TOPICS, type PublicTopic, type Topic, type TopicManifest } from './topics.js';
