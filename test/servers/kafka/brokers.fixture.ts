export { describeOnKafka } from '../../../libs/transitions/src/kafka/brokers.fixture.js';
