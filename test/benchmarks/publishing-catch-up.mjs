import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fillLog } from '../moving/fill.mjs';
import { countsOf } from '../publishing/counts.mjs';
import { startStandalone } from '../support/standalone.mjs';

const EVENTS_A_TRANSITION = 8 / 6; // as the log is filled
const EVERY = 50; // ms
const PATIENCE = 600_000; // ms

/** Fills the log, then lets a bare producer and the service publish it in turn, to topics of their own each time. */
export async function compareCatchUps({ dataDir, brokers }, transitions, rounds) {
  await fillLog(dataDir, Math.ceil(transitions * EVENTS_A_TRANSITION));
  await letRowsFollow(dataDir);
  const ratios = [];
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await bareProducer({ dataDir, brokers, prefix: `bare${round}.` });
    const ours = await service({ dataDir, brokers, prefix: `ours${round}.` }, bare.records);
    ratios.push(ours / bare.perSecond);
    console.log(
      `${bare.records} records, ${bare.bytes} bytes each: bare kafkajs ${Math.round(bare.perSecond)}/s, ` +
        `publisher ${Math.round(ours)}/s: ${ratios.at(-1).toFixed(3)} of bare`,
    );
  }
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / rounds;
  console.log(`mean of ${rounds}: ${mean.toFixed(3)}`);
}

/** So that afterwards nothing but the publisher is at work. */
async function letRowsFollow(dataDir) {
  const server = await startStandalone(dataDir);
  await until(async () => {
    const answer = await fetch(`${server.base}/ready?verbose=1`);
    return (await answer.json()).figures['lag in positions'] === 0;
  });
  await server.stop();
}

async function bareProducer(place) {
  const child = fork(new URL('bare-publisher.mjs', import.meta.url));
  child.send(place);
  const [found] = await once(child, 'message');
  return found;
}

/** @returns records a second, from the first transaction to the last */
async function service({ dataDir, brokers, prefix }, records) {
  const settings = { KAFKA_BROKERS: brokers, KAFKA_TOPIC_PREFIX: prefix };
  const server = await startStandalone(dataDir, settings);
  let first = null;
  let last;
  await until(async () => {
    const { records: published } = await countsOf(server);
    last = { published, at: performance.now() };
    if (published > 0) first ??= last;
    return published === records;
  });
  await server.stop();
  return ((last.published - first.published) * 1_000) / (last.at - first.at);
}

async function until(holds) {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${holds}`);
    await delay(EVERY);
  }
}
