import assert from 'node:assert/strict';
import asyncApiParser from '@asyncapi/parser';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { SCHEMA_FILES, TOPICS, toRecords, type PublicRecord } from '@app/transitions';
import { loggedEvent, ORIGIN, SEED } from './arbitrary-event.fixture.js';
import { closed, validatorOf } from './validator.fixture.js';

type Message = Readonly<{ headers: object; payload: object; bindings: { kafka: { key: object } } }>;

type Document = Readonly<{
  channels: Readonly<Record<string, Readonly<{ address: string; messages: object }>>>;
  components: Readonly<{ messages: Readonly<Record<string, Message>> }>;
}>;

const TEXT = SCHEMA_FILES.get('asyncapi.json') ?? '';
const { channels, components } = JSON.parse(TEXT) as Document;

const SERIOUS: readonly number[] = [0, 1]; // errors and warnings; 2 is advice

const TOLD = new Map([
  ['StateSet', [['transition'], ['state']]],
  ['TaskRunDeleted', [['deletion']]],
]);

describe('the AsyncAPI document', () => {
  it('is valid', async () => {
    const { diagnostics } = await new asyncApiParser.Parser().parse(TEXT);
    expect(diagnostics.filter(({ severity }) => SERIOUS.includes(severity))).toEqual([]);
  });

  it('describes every record as one message of its channel, and names all that it has', () => {
    const described = fc.property(loggedEvent, (logged) => {
      const messages = toRecords(logged, ORIGIN).map(messagesOf);
      assert.deepEqual(messages, TOLD.get(logged.event.type));
    });
    fc.assert(described, { seed: SEED, numRuns: 500 });
  });

  it('misses every header but traceparent', () => {
    const missed = fc.property(loggedEvent, fc.nat(), (logged, drawn) => {
      const [record] = toRecords(logged, ORIGIN);
      assert.ok(record !== undefined);
      const names = Object.keys(record.headers).filter((name) => name !== 'traceparent');
      const headers = without(record.headers, names[drawn % names.length]);
      assert.deepEqual(messagesOf({ ...record, headers }), []);
    });
    fc.assert(missed, { seed: SEED, numRuns: 500 });
  });
});

/** The names of the messages that a record may be, in the channel that it is in. */
function messagesOf({ topic, key, headers, value }: PublicRecord): string[] {
  const channel = Object.values(channels).find(({ address }) => address === TOPICS[topic].name);
  const parts: unknown = { key, headers, payload: JSON.parse(value ?? 'null') };
  return Object.keys(channel?.messages ?? {}).filter((name) => VALIDATORS.get(name)?.(parts));
}

const without = (
  headers: PublicRecord['headers'],
  name: string | undefined,
): PublicRecord['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([header]) => header !== name));

const validatorOfMessage = ({ headers, payload, bindings }: Message): ValidateFunction =>
  validatorOf(
    closed({
      type: 'object',
      properties: { key: bindings.kafka.key, headers, payload },
      required: ['key', 'headers', 'payload'],
      components,
    }),
    'components',
  );

const VALIDATORS = new Map(
  Object.entries(components.messages).map(([name, message]) => [name, validatorOfMessage(message)]),
);
