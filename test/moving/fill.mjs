import { Admission, openLedger, systemSources } from '../../dist/libs/ledger/src/index.js';
import { openLog } from '../../dist/libs/event-store/src/index.js';
import { NO_DETAILS } from '../../dist/libs/orchestration/src/index.js';

const AT_ONCE = 64;
const REFUSALS = 1_500;
const RESULTS = 160; // of one cache key
const EVENTS_A_RUN = 8; // the key, the creation, its state and five more

/** Fills an embedded log with so many events or a few more, among them a stream of refusals and one of cached results that are truncated. */
export async function fillLog(dataDir, events) {
  const log = await openLog(
    { dataDir, eventStoreUrl: null, eventStoreNamespace: '' },
    () => undefined,
  );
  const admission = new Admission({ inFlight: AT_ONCE, waiting: AT_ONCE }, () => null);
  const options = { sources: systemSources(), admission, shared: false, cachedCharacters: 1e8 };
  const ledger = await openLedger(log.store, options);
  const act = actorOn(ledger);

  const refused = await act.create('refused');
  await act.set(refused, 'SCHEDULED', { details: { scheduledTime: 4_000_000_000_000_000n } });
  for (let n = 0; n < REFUSALS; n += 1) await act.set(refused, 'RUNNING');
  const donor = await act.create('donor');
  for (let n = 0; n < RESULTS; n += 1) {
    await act.set(donor, 'COMPLETED', { details: { cacheKey: 'key' }, data: n });
    await act.set(donor, 'RUNNING', { force: true });
  }
  const runs = Math.ceil((events - REFUSALS - 3 * RESULTS) / EVENTS_A_RUN);
  const ids = [];
  const live = async () => {
    while (ids.length < runs) {
      const place = ids.push(null) - 1;
      const id = (ids[place] = await act.create(`run ${place}`));
      for (const type of ['RUNNING', 'PENDING', 'RUNNING', 'PENDING', 'RUNNING'])
        await act.set(id, type);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, live));
  await log.close();
  return ids;
}

function actorOn(ledger) {
  const origin = {
    actor: 'filler',
    correlationId: 'filling',
    traceparent: null,
    receivedAt: systemSources().now(),
  };
  return {
    async create(dynamicKey) {
      const { run } = await ledger.createTaskRun({ ...NEW_RUN, dynamicKey }, origin);
      return run.id;
    },
    set: (id, type, { force = false, details = {}, data } = {}) =>
      ledger.setTaskRunState(
        id,
        {
          state: {
            type,
            name: type,
            message: null,
            data: data === undefined ? null : { value: data, source: null },
            details: { ...NO_DETAILS, ...details },
          },
          force,
        },
        { idempotencyKey: null, ifMatch: null },
        origin,
      ),
  };
}

const NEW_RUN = {
  id: null,
  name: 'moved',
  flowRunId: null,
  taskKey: 'moving',
  cacheKey: null,
  cacheExpiration: null,
  taskVersion: null,
  empiricalPolicy: {
    maxRetries: 0,
    retryDelaySeconds: 0,
    retries: null,
    retryDelay: null,
    retryJitterFactor: null,
  },
  tags: ['moved'],
  labels: {},
  taskInputs: {},
  state: null,
};
