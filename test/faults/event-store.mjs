import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openEventStore } from '../support/cluster.mjs';

const PROCESS = fileURLToPath(new URL('event-store.process.mjs', import.meta.url));

/** The event store of the environment, or else a stand-in that restarts and drops subscriptions when it is told. */
export async function openHarmableEventStore() {
  if (process.env.EVENTSTORE_URL) return { ...(await openEventStore()), isOurs: false };
  const child = fork(PROCESS);
  const exited = once(child, 'exit');
  const [{ url, port }] = await once(child, 'message');
  const tell = async (word) => {
    child.send(word);
    await once(child, 'message');
  };
  return {
    url,
    port,
    isOurs: true,
    restart: () => tell('restart'),
    dropSubscriptions: () => tell('dropSubscriptions'),
    async close() {
      child.disconnect();
      await exited;
    },
  };
}
