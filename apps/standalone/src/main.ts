import { runMain } from '@app/runtime';

const HELP = `Runledger: the event-sourced ledger of task runs.

  npm start                      builds and runs the service; without settings on its embedded log and read model
  npm start -- --adopt           where the log was copied or restored since it was published to Kafka: goes on
                                 after the last record that is there
  npm start -- --from-beginning  publishes every record again, under the ids that they had, each time it is started so
  npm start -- --help            shows this

EVENTSTORE_URL and DATABASE_URL each move a part to a server that several processes can share; the api and the
projector then also run alone (dist/apps/api/src/main.js, dist/apps/projector/src/main.js). With KAFKA_BROKERS
each accepted transition is published there, once and in order; beside EVENTSTORE_URL that also runs alone
(dist/apps/publisher/src/main.js).`;

await runMain(HELP, async (parts) => {
  const { startStandalone } = await import('./standalone.js'); // what is wrong with a setting is said at once
  await startStandalone(parts, process.argv.slice(2));
});
