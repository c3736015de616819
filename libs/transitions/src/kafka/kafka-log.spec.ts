import { createLogger } from '@app/runtime';
import { logLevel } from 'kafkajs';
import { toKafkaLog } from './kafka-log.js';

function levelOf(message: string, error?: string, level = logLevel.ERROR): string {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => lines.push(line) });
  const log = { timestamp: '', message, ...(error === undefined ? {} : { error }) };
  toKafkaLog(logger)(logLevel.WARN)({ namespace: 'Connection', level, label: '', log });
  return /"level":"(\w+)"/.exec(lines.join())?.[1] ?? 'none';
}

describe('the log of kafkajs', () => {
  it.each([
    [
      'Response AddPartitionsToTxn(key: 24, version: 1)',
      'The producer attempted to update a transaction while another concurrent operation on the same transaction was ongoing',
    ],
    ['Response GroupCoordinator(key: 10, version: 2)', 'The group coordinator is not available'],
    [
      'Response InitProducerId(key: 22, version: 1)',
      "The coordinator is loading and hence can't process requests for this group",
    ],
    ['Connection error: connect ECONNREFUSED 127.0.0.1:9092', undefined],
    ['Connection timeout', undefined],
    ['Topic creation errors', undefined],
    ['Response EndTxn(key: 26, version: 1)', 'Producer attempted an operation with an old epoch.'],
    [
      'Failed to connect to seed broker, trying another broker from the list: Connection timeout',
      undefined,
    ],
    ['Failed to send messages: This server is not the leader for that topic-partition', undefined],
  ])('tells %s as a detail', (message, error) => {
    expect(levelOf(message, error)).toBe('debug');
  });

  it('keeps the level of what it does not repeat', () => {
    const error =
      'The request included a message larger than the max message size the server will accept';
    expect(levelOf('Response Produce(key: 0, version: 7)', error)).toBe('error');
    expect(levelOf('something else', undefined, logLevel.WARN)).toBe('warn');
  });
});
