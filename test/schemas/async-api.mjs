import { HOW_TO_READ } from './how-to-read.mjs';
import { referringTo } from './json-schemas.mjs';

/**
 * The AsyncAPI document of the topics, as a consumer sees them.
 *
 * @param schemas by the names of their types
 * @param topics the manifest
 */
export const asyncApi = (schemas, topics) => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Runledger: transitions of task runs',
    version: '1.0.0',
    description: HOW_TO_READ,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  defaultContentType: 'application/json',
  channels: {
    transitions: channelOf(
      topics.transitions,
      'One record for each accepted transition of a task run.',
      ['transition'],
    ),
    states: channelOf(topics.states, 'The newest record of each task run is its current state.', [
      'state',
      'deletion',
    ]),
  },
  operations: {
    followTransitions: receiving('transitions', 'React to every transition.', ['transition']),
    followStates: receiving('states', 'Keep a table of the current states.', ['state', 'deletion']),
  },
  components: {
    messages: {
      transition: messageOf(
        'A task run entered a state.',
        'TransitionHeaders',
        schemaRef('TransitionValue'),
      ),
      state: messageOf('The state that a task run is in.', 'StateHeaders', schemaRef('StateValue')),
      deletion: messageOf('The task run is deleted: a tombstone.', 'DeletionHeaders', TOMBSTONE),
    },
    schemas: componentsOf(schemas),
  },
});

const channelOf = ({ name, partitions, settings }, description, messages) => ({
  address: name,
  description,
  messages: Object.fromEntries(
    messages.map((message) => [message, { $ref: `#/components/messages/${message}` }]),
  ),
  bindings: {
    kafka: {
      topic: name,
      partitions,
      topicConfiguration: configurationOf(settings),
      bindingVersion: '0.5.0',
    },
  },
});

/** The settings that the binding has a place for, as it types them: policies are a list, the rest are numbers. */
const configurationOf = ({ 'cleanup.policy': policy, ...others }) => ({
  'cleanup.policy': policy.split(','),
  ...Object.fromEntries(
    NUMBERS.flatMap((name) => (name in others ? [[name, Number(others[name])]] : [])),
  ),
});

const NUMBERS = ['retention.ms', 'retention.bytes', 'delete.retention.ms', 'max.message.bytes'];

const receiving = (channel, summary, messages) => ({
  action: 'receive',
  channel: { $ref: `#/channels/${channel}` },
  summary,
  messages: messages.map((message) => ({ $ref: `#/channels/${channel}/messages/${message}` })),
});

const messageOf = (summary, headers, payload) => ({
  summary,
  headers: schemaRef(headers),
  payload,
  bindings: { kafka: { key: KEY, bindingVersion: '0.5.0' } },
});

const KEY = { type: 'string', format: 'uuid', description: 'The id of the task run.' };

const TOMBSTONE = { type: 'null', description: 'The record has no value.' };

const schemaRef = (name) => ({ $ref: `${SCHEMAS}/${name}` });

const SCHEMAS = '#/components/schemas';

/** The schemas and their definitions side by side, in AsyncAPI's own dialect: draft 7, in which what we use means the same. */
function componentsOf(schemas) {
  const definitions = Object.values(schemas).map(({ $defs }) => $defs);
  const own = Object.entries(schemas).map(([name, schema]) => [name, withoutFrame(schema)]);
  return referringTo(SCHEMAS, Object.assign(Object.fromEntries(own), ...definitions));
}

const withoutFrame = (schema) =>
  Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keyword.startsWith('$')));
