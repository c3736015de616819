import kafkajs, { type Admin } from 'kafkajs';
import { TOPICS, type Topic } from '../topics.js';
import { readLayout, topicName } from './layout.js';
import { repeat } from './repeat.js';

const { ConfigResourceTypes } = kafkajs; // Node does not find it among the named exports
const THAT_OF_THE_CLUSTER = -1;

/**
 * Creates the topics that are missing, and changes none that exists. Any number of processes may do so at once.
 *
 * @returns how those that exist differ from the manifest, a sentence each
 * @throws the signal's reason
 */
export async function ensureTopics(
  admin: Admin,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const existing = new Set(await admin.listTopics());
  const missing = NAMES.filter((topic) => !existing.has(topicName(prefix, topic)));
  if (missing.length > 0) await create(admin, prefix, missing);
  await untilTheyAnswer(admin, prefix, signal);
  return [
    ...(await differingPartitions(admin, prefix, signal)),
    ...(await repeat(signal, () => differingSettings(admin, prefix))), // a broker may not know a new topic yet
  ];
}

/** What another process creates at the same moment is as good. */
const create = (admin: Admin, prefix: string, missing: readonly Topic[]): Promise<boolean> =>
  admin.createTopics({
    waitForLeaders: false, // kafkajs takes a topic just made for one that does not exist
    topics: missing.map((topic) => ({
      topic: topicName(prefix, topic),
      numPartitions: TOPICS[topic].partitions,
      replicationFactor: THAT_OF_THE_CLUSTER,
      configEntries: Object.entries(TOPICS[topic].settings).map(([name, value]) => ({
        name,
        value,
      })),
    })),
  });

/** A broker may be named as the leader of a new partition before it knows of that. */
async function untilTheyAnswer(admin: Admin, prefix: string, signal: AbortSignal): Promise<void> {
  for (const topic of NAMES) {
    await repeat(signal, () => admin.fetchTopicOffsets(topicName(prefix, topic)));
  }
}

async function differingPartitions(
  admin: Admin,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const layout = await readLayout(admin, prefix, signal);
  return NAMES.flatMap((topic) => {
    const { name, partitions } = layout[topic];
    const wanted = TOPICS[topic].partitions;
    return partitions.length === wanted
      ? []
      : [`${name}: partitions is ${partitions.length}, not ${wanted}`];
  });
}

async function differingSettings(admin: Admin, prefix: string): Promise<readonly string[]> {
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: NAMES.map((topic) => ({
      type: ConfigResourceTypes.TOPIC,
      name: topicName(prefix, topic),
      configNames: Object.keys(TOPICS[topic].settings),
    })),
  });
  return NAMES.flatMap((topic) => {
    const name = topicName(prefix, topic);
    const entries = resources.find(({ resourceName }) => resourceName === name)?.configEntries;
    const found = new Map(entries?.map(({ configName, configValue }) => [configName, configValue]));
    return Object.entries(TOPICS[topic].settings)
      .filter(([setting, wanted]) => found.get(setting) !== wanted)
      .map(([setting, wanted]) => `${name}: ${setting} is ${found.get(setting)}, not ${wanted}`);
  });
}

const NAMES = Object.keys(TOPICS) as readonly Topic[];
