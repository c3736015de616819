// The stand-in in a process of its own, which does at its parent's word what a server does by itself.
import { startEventStoreDb } from '../servers/eventstoredb/server.mjs';

let server = await startEventStoreDb();
process.send({ url: server.url, port: server.port });

const WORDS = {
  /** Ends all connections and starts anew on the same data. */
  async restart() {
    const { port, log } = server;
    await server.stop();
    server = await startEventStoreDb({ port, log });
  },
  /** Drops live subscriptions as those of readers that are too slow. */
  dropSubscriptions() {
    server.dropLiveSubscriptions();
  },
};

process.on('message', async (word) => {
  await WORDS[word]();
  process.send(word);
});
process.on('disconnect', () => process.exit());
