import { setTimeout as delay } from 'node:timers/promises';

/** Every kind of fault by its name: a function that does the harm to a cluster, and is done when it has passed. */
export const FAULTS = {
  async refuse({ proxy }, { ms }) {
    await proxy.refuse();
    await delay(ms);
    await proxy.accept();
  },
  cut({ proxy }) {
    proxy.cut();
  },
  async cutBeforeRequest({ proxy }) {
    const before = proxy.faults.cutBeforeRequest;
    proxy.cutBeforeRequest();
    await until(() => proxy.faults.cutBeforeRequest > before);
  },
  async cutAfterRequest({ proxy }) {
    const before = proxy.faults.cutAfterRequest;
    proxy.cutAfterRequest();
    await until(() => proxy.faults.cutAfterRequest > before);
  },
  async loseAnswers({ proxy }, { ms }) {
    proxy.loseAnswers();
    await delay(ms);
    proxy.cut(); // a connection that has lost bytes is none any more
    proxy.pass();
  },
  async stall({ proxy }, { ms }) {
    proxy.stall(ms);
    await delay(ms);
  },
  async delay({ proxy }, { ms, which }) {
    proxy.delay(Math.ceil(which * MOST_LATE));
    await delay(ms);
    proxy.pass();
  },
  async restartEventStore({ eventStore }) {
    await eventStore.restart();
  },
  async dropSubscriptions({ eventStore }) {
    await eventStore.dropSubscriptions();
  },
  async restartDatabase({ postgresql }, { ms }) {
    await postgresql.stop();
    await delay(ms);
    await postgresql.start();
  },
  async killApi(cluster, { ms, which }) {
    const index = Math.floor(which * cluster.apis.length);
    await cluster.apis[index].kill();
    await delay(ms);
    cluster.apis[index] = await cluster.startApi();
  },
  async killProjector(cluster, { ms, which }) {
    const index = Math.floor(which * cluster.projectors.length);
    await cluster.projectors[index].kill();
    await delay(ms);
    cluster.projectors[index] = await cluster.startProjector();
  },
};

const MOST_LATE = 80; // ms
const PATIENCE = 30_000; // ms

/** The kinds that a cluster can suffer: a server that is not ours is not restarted. */
export const kindsFor = ({ eventStore, postgresql }) =>
  Object.keys(FAULTS).filter((kind) => {
    switch (kind) {
      case 'restartEventStore':
      case 'dropSubscriptions':
        return eventStore.isOurs;
      case 'restartDatabase':
        return postgresql.isOurs;
      default:
        return true;
    }
  });

async function until(holds) {
  const deadline = performance.now() + PATIENCE;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('nobody sent anything through the proxy');
    await delay(5);
  }
}
