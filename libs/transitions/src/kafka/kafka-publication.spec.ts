import { publicationContract } from '../publication.contract.js';
import { describeOnKafka } from '../../../../test/servers/kafka/brokers.fixture.js';
import { openTestTopics, settingsOf } from './test-topics.fixture.js';

for (const nodes of [1, 3]) {
  describeOnKafka(`topics in Kafka, ${nodes} broker(s)`, nodes, ({ brokers, newPrefix }) => {
    publicationContract(() => openTestTopics(settingsOf(brokers(), newPrefix())));
  });
}
