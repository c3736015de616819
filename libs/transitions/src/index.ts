export type { Checkpoint } from './checkpoint.js';
export * from './errors.js';
export { TransitionFeed } from './feed/transition-feed.js';
export type { TransitionFilter } from './feed/transition-filter.js';
export type { KafkaSettings } from './kafka/kafka-client.js';
export type { LoggedEvent } from './logged-event.js';
export { openPublication } from './open-publication.js';
export { openPublishedTopics } from './open-published-topics.js';
export type { HeldPublication, Publication } from './publication.js';
export type { PublicRecord } from './public-record.js';
export type { PublishedTopics } from './published-topics.js';
export type { RecordOrigin } from './records/record-headers.js';
export { momentOrNull, stateText } from './records/state-text.js';
export { toRecords, toStateRecord, toTransitionRecord } from './records/to-records.js';
export type { PublishedLog, ResumeFlag } from './resume/judge-resume.js';
export { resume } from './resume/resume.js';
export { SCHEMA_FILES } from './schemas/schema-files.js';
export { TOPICS, type PublicTopic, type TopicManifest } from './topics.js';
export { FINDING_KINDS, type Finding, type FindingKind } from './verification/finding.js';
export {
  verifyTopics,
  type Verified,
  type VerifyOptions,
  type VerifyProgress,
  type VerifyReport,
} from './verification/verify-topics.js';
