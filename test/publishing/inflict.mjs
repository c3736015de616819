import { setTimeout as delay } from 'node:timers/promises';
import { atWork } from './at-work.mjs';
import { fenceAsAnother, leaderOf, moveLeaders } from './kafka-admin.mjs';

const PRODUCE = 0; // API keys of the protocol
const END_TXN = 26;
const TAKEN_OVER = 4_500; // ms that a holder of the topics must be silent until another takes them, and some more
const MOST_LATE = 80; // ms
const PATIENCE = 30_000; // ms

/** Every kind of fault by its name: a function that does the harm to a house, and is done when it has passed. */
export const FAULTS = {
  async killPublisher(house, { ms }) {
    await replace(house, await atWork(house), ms);
  },
  /** Its records are in the topics then, and not committed. */
  killPublisherSending: (house, { ms }) => killAt(PRODUCE, house, ms),
  /** It never learns whether they are committed. */
  killPublisherCommitting: (house, { ms }) => killAt(END_TXN, house, ms),
  async killPublishers(house, { ms }) {
    await Promise.all(house.publishers.map((publisher) => replace(house, publisher, ms)));
  },
  async pausePublisher(house, fault) {
    const publisher = await atWork(house);
    process.kill(publisher.pid, 'SIGSTOP');
    await resumeLater(publisher, fault);
  },
  pausePublisherSending: (house, fault) => pauseAt(PRODUCE, house, fault),
  pausePublisherCommitting: (house, fault) => pauseAt(END_TXN, house, fault),
  async fencePublisher({ kafka, settings }) {
    await fenceAsAnother(kafka, settings);
  },
  async killBroker({ kafka, settings }, { ms, which }) {
    const node = await leaderOf(kafka, settings, which);
    await node.kill();
    await delay(ms);
    await node.start();
  },
  async moveLeaders({ kafka, settings }, { which }) {
    await moveLeaders(kafka, settings, which);
  },
  async refuse({ kafka }, { ms, which }) {
    const { proxy } = oneOf(kafka.nodes, which);
    await proxy.refuse();
    await delay(ms);
    await proxy.accept();
  },
  cut({ kafka }, { which }) {
    oneOf(kafka.nodes, which).proxy.cut();
  },
  cutBeforeSend: ({ kafka }) => atRequest(PRODUCE, kafka, ({ proxy }) => proxy.cutBeforeRequest()),
  cutAfterSend: ({ kafka }) => atRequest(PRODUCE, kafka, ({ proxy }) => proxy.cutAfterRequest()),
  cutBeforeCommit: ({ kafka }) =>
    atRequest(END_TXN, kafka, ({ proxy }) => proxy.cutBeforeRequest()),
  cutAfterCommit: ({ kafka }) => atRequest(END_TXN, kafka, ({ proxy }) => proxy.cutAfterRequest()),
  async loseAnswers({ kafka }, { ms, which }) {
    const { proxy } = oneOf(kafka.nodes, which);
    proxy.loseAnswers();
    await delay(ms);
    proxy.cut(); // a connection that has lost bytes is none any more
    proxy.pass();
  },
  async stall({ kafka }, { ms, which }) {
    oneOf(kafka.nodes, which).proxy.stall(ms);
    await delay(ms);
  },
  async delay({ kafka }, { ms, which }) {
    const { proxy } = oneOf(kafka.nodes, which);
    proxy.delay(Math.ceil(which * MOST_LATE));
    await delay(ms);
    proxy.pass();
  },
};

/** The kinds that a house can suffer: the leaders of a single broker do not move. */
export const kindsFor = ({ kafka }) =>
  Object.keys(FAULTS).filter((kind) => kind !== 'moveLeaders' || kafka.nodes.length > 1);

const oneOf = (items, which) => items[Math.floor(which * items.length)];

async function replace(house, publisher, ms) {
  await publisher.kill();
  await delay(ms);
  house.publishers[house.publishers.indexOf(publisher)] = await house.startPublisher();
}

async function killAt(apiKey, house, ms) {
  const publisher = await atWork(house);
  await atRequest(apiKey, house.kafka, () => void publisher.kill());
  await replace(house, publisher, ms);
}

async function pauseAt(apiKey, house, fault) {
  const publisher = await atWork(house);
  await atRequest(apiKey, house.kafka, () => process.kill(publisher.pid, 'SIGSTOP'));
  await resumeLater(publisher, fault);
}

/** Every other time another has taken over by then. */
async function resumeLater({ pid }, { ms, which }) {
  await delay(which < 0.5 ? ms : ms + TAKEN_OVER);
  process.kill(pid, 'SIGCONT');
}

/** Does harm at the moment at which a request comes to a node, which then gets it if the harm lets it. */
async function atRequest(apiKey, { requests, nodes }, harm) {
  await new Promise((resolve, reject) => {
    const hear = (key, id) => {
      if (key !== apiKey) return;
      requests.off('one', hear);
      harm(nodes[id - 1]);
      resolve();
    };
    requests.on('one', hear);
    setTimeout(() => reject(new Error(`no request ${apiKey} in time`)), PATIENCE).unref();
  });
}
