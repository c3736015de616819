export { publisherOptions } from './publisher-options.js';
export { PublisherModule } from './publisher.module.js';
export type { PublisherNews } from './publisher-news.js';
export { reportPublisher } from './publisher-report.js';
export { resumeFlagOf } from './resume-flag.js';
