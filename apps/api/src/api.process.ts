import { openLog } from '@app/event-store';
import { Admission, openLedger, systemSources } from '@app/ledger';
import { demandSettings, type ProcessParts } from '@app/runtime';
import { LIMITS } from './limits.js';
import { serveApi } from './serve-api.js';

const SHARES = 'the api alone stands on a store and rows that it shares with other processes';

/** Runs one of any number of api processes on an event store and a read model that they share. */
export async function startApi(parts: ProcessParts): Promise<void> {
  const { configuration, metrics, lifecycle } = parts;
  demandSettings(configuration, SHARES, ['eventStoreUrl', 'databaseUrl']);
  const log = await openLog(configuration, (_, seconds) => metrics.appendSeconds.observe(seconds));
  lifecycle.atEnd('event store', log.close);
  const ledger = await openLedger(log.store, {
    sources: systemSources(),
    admission: new Admission(LIMITS.commands, () => null),
    shared: log.shared,
    cachedCharacters: LIMITS.cachedCharacters,
  });
  await serveApi(parts, ledger, log, null);
}
