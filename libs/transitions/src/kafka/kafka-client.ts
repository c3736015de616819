import { readFileSync } from 'node:fs';
import type { Configuration, Logger } from '@app/runtime';
import { Kafka, logLevel, type KafkaConfig, type SASLOptions } from 'kafkajs';
import { Connections } from './connections.js';
import { toKafkaLog } from './kafka-log.js';
import { unlessAborted } from './unless-aborted.js';

/** Where Kafka is, and how to sign in there. */
export type KafkaSettings = Pick<
  Configuration,
  'kafkaTopicPrefix' | 'kafkaSasl' | 'kafkaTls' | 'kafkaTlsCa'
> &
  Readonly<{ kafkaBrokers: readonly string[] }>;

/** A client of kafkajs, and an end for all that it has open or would open. */
export type KafkaClient = Readonly<{ kafka: Kafka; cut: () => void }>;

const REQUEST = 15_000; // ms that an answer may take
const HANG_UP = 1_000; // ms

/** Pauses in which a transaction is not held up: those of kafkajs begin with 300 ms. */
const RETRY = { initialRetryTime: 20, multiplier: 1.5, maxRetryTime: 1000, retries: 12 };

/**
 * Speaks to nobody yet.
 *
 * @throws Error if the file of the authority cannot be read
 */
export function createKafkaClient(settings: KafkaSettings, logger: Logger): KafkaClient {
  const connections = new Connections();
  const kafka = new Kafka({
    clientId: 'runledger',
    brokers: [...settings.kafkaBrokers],
    requestTimeout: REQUEST,
    retry: RETRY,
    socketFactory: connections.connect,
    logLevel: logLevel.WARN,
    logCreator: toKafkaLog(logger),
    ...securityOf(settings),
  });
  return { kafka, cut: () => connections.cut() };
}

/** Ends a producer, a consumer or an admin of the client: in good order where that does not take long. */
export async function hangUp(
  part: Readonly<{ disconnect: () => Promise<void> }>,
  { cut }: KafkaClient,
): Promise<void> {
  await unlessAborted(AbortSignal.timeout(HANG_UP), part.disconnect()).catch(cut);
}

function securityOf({ kafkaSasl, kafkaTls, kafkaTlsCa }: KafkaSettings): Partial<KafkaConfig> {
  const ssl = kafkaTls && kafkaTlsCa !== null ? { ca: readCa(kafkaTlsCa) } : kafkaTls;
  if (kafkaSasl === null) return { ssl };
  const sasl: SASLOptions = { ...kafkaSasl };
  return { ssl, sasl };
}

function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`KAFKA_TLS_CA: ${path} cannot be read`, { cause });
  }
}
