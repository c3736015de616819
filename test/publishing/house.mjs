import { randomBytes } from 'node:crypto';
import { startKafka } from '../servers/kafka/start-kafka.mjs';
import { startRole } from '../support/child.mjs';
import { openCluster } from '../support/cluster.mjs';

/**
 * Starts an api on an event store and publishers of its ledger, which reach each broker through a fault proxy.
 *
 * @returns among others what starts a further publisher, and the `settings` past the proxies
 */
export async function openHouse({ nodes, publishers: count, onPublisher }) {
  const cluster = await openCluster({ apis: 1, projectors: 0 });
  const ends = [cluster.close];
  const close = async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  };
  try {
    const kafka = await startKafka({ nodes, proxied: true });
    ends.push(kafka.close);
    const settings = {
      ...cluster.settings,
      KAFKA_BROKERS: kafka.direct,
      KAFKA_TOPIC_PREFIX: `t${randomBytes(6).toString('hex')}.`,
    };
    const startPublisher = async () => {
      const publisher = await startRole('publisher', { ...settings, KAFKA_BROKERS: kafka.brokers });
      ends.push(() => (publisher.ended() ? undefined : publisher.kill()));
      onPublisher(publisher);
      return publisher;
    };
    const publishers = await Promise.all(Array.from({ length: count }, startPublisher));
    return { api: cluster.apis[0], kafka, publishers, startPublisher, settings, close };
  } catch (error) {
    await close();
    throw error;
  }
}
