import { runMain } from '@app/runtime';

const HELP = `Runledger, the api alone: serves /api on an event store and a read model that it shares with other processes.

  node dist/apps/api/src/main.js          runs it; EVENTSTORE_URL and DATABASE_URL must be set
  node dist/apps/api/src/main.js --help   shows this

Any number may run at once. The rows of the read model follow while a projector runs (dist/apps/projector/src/main.js).`;

await runMain(HELP, async (parts) => {
  const { startApi } = await import('./api.process.js'); // what is wrong with a setting is said at once
  await startApi(parts);
});
