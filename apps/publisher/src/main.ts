import { runMain } from '@app/runtime';

const HELP = `Runledger, the publisher alone: tells Kafka of each accepted transition, once and in order.

  node dist/apps/publisher/src/main.js                   runs it; EVENTSTORE_URL and KAFKA_BROKERS must be set
  node dist/apps/publisher/src/main.js --adopt           where the log was copied or restored since it was published:
                                                         goes on after the last record that is in the topics
  node dist/apps/publisher/src/main.js --from-beginning  publishes every record again, under the ids that they had
  node dist/apps/publisher/src/main.js --help            shows this

One of those that run is at work, the others stand by and take over within seconds. Serves /api/health, /api/ready
and /metrics on PORT. A flag is for one start: --from-beginning begins again each time.`;

await runMain(HELP, async (parts) => {
  const { startPublisher } = await import('./publisher.process.js'); // what is wrong with a setting is said at once
  await startPublisher(parts, process.argv.slice(2));
});
