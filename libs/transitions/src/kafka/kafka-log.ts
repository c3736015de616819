import type { Logger } from '@app/runtime';
import { logLevel, type logCreator } from 'kafkajs';

/**
 * What kafkajs says, on our log. It tells of each attempt that it repeats as of an error; what fails in the end is thrown, and
 * logged by who asked for it, so that the attempt is a detail.
 */
export const toKafkaLog =
  (logger: Logger): logCreator =>
  () =>
  ({ level, namespace, log }) => {
    const { message, broker, error }: Said = log;
    const fields = { namespace, broker, error };
    const text = `kafkajs: ${message}`;
    if (isDetail(`${message} ${String(error)}`)) logger.debug(fields, text);
    else if (level === logLevel.ERROR) logger.error(fields, text);
    else logger.warn(fields, text);
  };

type Said = Readonly<{ message: string; broker?: unknown; error?: unknown }>;

const isDetail = (text: string): boolean => DETAILS.some((detail) => detail.test(text));

const DETAILS: readonly RegExp[] = [
  /another concurrent operation on the same transaction/, // CONCURRENT_TRANSACTIONS
  /old epoch/, // of a producer that was fenced
  /Topic creation errors/, // another process was first
  /coordinator/i,
  /connection|seed broker|ECONNREFUSED|disconnected/i,
  /leader|does not host this topic-partition/i,
  /timed out/i,
];
