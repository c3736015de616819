import { runMain } from '@app/runtime';

const HELP = `Runledger, the projector alone: lets the rows of the read model follow the log.

  node dist/apps/projector/src/main.js          runs it; EVENTSTORE_URL and DATABASE_URL must be set
  node dist/apps/projector/src/main.js --help   shows this

One of those that run is at work, the others stand by and take over within seconds. Serves /api/health, /api/ready
and /metrics on PORT.`;

await runMain(HELP, async (parts) => {
  const { startProjector } = await import('./projector.process.js'); // what is wrong with a setting is said at once
  await startProjector(parts);
});
