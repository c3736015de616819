import { runMain } from '@app/runtime';

const HELP = `Runledger: the event-sourced ledger of task runs.

  npm start            builds and runs the service; without settings on its embedded log and read model
  npm start -- --help  shows this

EVENTSTORE_URL and DATABASE_URL each move a part to a server that several processes can share; the api and the
projector then also run alone (dist/apps/api/src/main.js, dist/apps/projector/src/main.js).`;

await runMain(HELP, async (parts) => {
  const { startStandalone } = await import('./standalone.js'); // what is wrong with a setting is said at once
  await startStandalone(parts);
});
