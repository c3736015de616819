import type { OpenedLog } from '@app/event-store';
import { systemSources, loggedEventOf, type Ledger } from '@app/ledger';
import { openReadModelReader } from '@app/read-model';
import { watchDependency, type ProcessParts, type SharedPosition } from '@app/runtime';
import { TransitionFeed } from '@app/transitions';
import { ApiModule } from './api.module.js';
import { Reading } from './reading/reading.js';
import { createServer } from './server/create-server.js';
import { FeedReaders } from './transitions/feed-readers.js';

const PAUSE = 2_000; // ms between two looks whether a database answers
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Serves a ledger over HTTP, beside the read model that the settings name. The read model may be away: commands go on.
 *
 * @param shown the position that the read model shows; null where another process lets it follow
 */
export async function serveApi(
  { configuration, logger, metrics, readiness, lifecycle }: ProcessParts,
  ledger: Ledger,
  { store, known, last, shared }: OpenedLog,
  shown: SharedPosition | null,
): Promise<void> {
  const watch = (part: string, ask: () => Promise<unknown>): (() => string | null) => {
    const { fault, end } = watchDependency(ask, PAUSE, (reason) =>
      reason === null ? logger.info({ part }, 'answers') : logger.warn({ part, reason }, 'is away'),
    );
    lifecycle.atEnd(`watch on ${part}`, end);
    return fault;
  };
  const queries = await openReadModelReader(configuration);
  lifecycle.atEnd('read model', () => queries.close());
  if (configuration.databaseUrl !== null) {
    readiness.mention(
      'read model',
      watch('read model', () => queries.locateState(NOBODY)),
    );
  }
  if (shared) readiness.watch('event store', watch('event store', last));

  const { now } = systemSources();
  const { ledgerId, logId } = ledger.identity;
  const log = { logId, known, last };
  const reading = new Reading(log, shown);
  const { publicUrl } = configuration;
  const feed = new TransitionFeed(store, { ledgerId, publicUrl }, loggedEventOf);
  const feedReaders = new FeedReaders(feed, logId, logger);
  const api = ApiModule.of({ ledger, queries, reading, log, feedReaders, now });
  const server = await createServer(api, { configuration, logger, metrics, readiness });
  lifecycle.atEnd('server', () => server.close());
  await server.listen(configuration.port, configuration.host);
  logger.info({ url: await server.getUrl() }, 'listening');
}
