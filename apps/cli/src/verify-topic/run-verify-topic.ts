import { position, START, type Position } from '@app/event-store';
import { loggedEventOf } from '@app/ledger';
import {
  ConfigurationInvalid,
  createLogger,
  demandSettings,
  type Configuration,
} from '@app/runtime';
import { openPublishedTopics } from '@app/transitions';
import { openLogOfLedger } from '../open-log-of-ledger.js';
import { verifyTopicCommand } from './verify-topic.command.js';

/** What the command line says. */
export type VerifyTopicArguments = Readonly<{ from?: string; to?: string; json?: boolean }>;

/**
 * Compares the topics that the settings name with the log that they name.
 *
 * @returns whether all is as it should be
 */
export async function runVerifyTopic(
  configuration: Configuration,
  { from, to, json = false }: VerifyTopicArguments,
  signal: AbortSignal,
): Promise<boolean> {
  demandSettings(configuration, 'verify-topic compares what is in Kafka', ['kafkaBrokers']);
  const settings = { ...configuration, kafkaBrokers: configuration.kafkaBrokers ?? [] };
  return verifyTopicCommand(
    {
      after: from === undefined ? START : positionOf('--from', from),
      to: to === undefined ? null : positionOf('--to', to),
      json,
      topicPrefix: configuration.kafkaTopicPrefix,
    },
    {
      async openLog() {
        const { store, identity, close } = await openLogOfLedger(configuration);
        return { log: { store, eventOf: loggedEventOf }, identity, close };
      },
      openTopics: () => openPublishedTopics(settings, createLogger('silent')),
      progress: json ? process.stderr : process.stdout,
      report: process.stdout,
      signal,
    },
  );
}

/** @throws ConfigurationInvalid */
function positionOf(option: string, text: string): Position {
  if (!/^\d{1,19}$/.test(text)) {
    throw new ConfigurationInvalid([`${option} must be a position of the log, a whole number`]);
  }
  return position(BigInt(text));
}
