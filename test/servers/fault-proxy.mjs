// A TCP relay in front of a server, in which connections fail at will. It knows no protocol: a request is what a client
// sends, an answer is what a server sends.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { openLane } from './lane.mjs';

/**
 * Opens a relay to `host:port`.
 *
 * @param own the port to listen on; 0 takes a free one
 * @param watch gives, for a new connection, what hears each chunk from its client before a fault hits it
 * @throws Error if it cannot listen
 */
export async function openFaultProxy({
  host = '127.0.0.1',
  port,
  own = 0,
  watch = () => () => undefined,
}) {
  const pairs = new Set();
  const faults = {
    refused: 0,
    cut: 0,
    cutBeforeRequest: 0,
    cutAfterRequest: 0,
    lost: 0,
    stalled: 0,
    delayed: 0,
  };
  let next = 'pass';
  let answers = 'pass';
  let late = 0;
  let stalledUntil = 0;

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, open);
  await listen(own);
  const { port: taken } = listener.address();

  return {
    host: '127.0.0.1',
    port: taken,
    faults,
    connections: () => pairs.size,
    async refuse() {
      faults.refused += 1;
      await shut();
    },
    accept: () => (listener.listening ? Promise.resolve() : listen(taken)),
    cut() {
      faults.cut += pairs.size;
      dropAll();
    },
    cutBeforeRequest: () => (next = 'cutBeforeRequest'),
    cutAfterRequest: () => (next = 'cutAfterRequest'),
    loseAnswers: () => (answers = 'lose'),
    stall(ms) {
      faults.stalled += 1;
      stalledUntil = performance.now() + ms;
    },
    delay: (ms) => (late = ms),
    pass() {
      [next, answers, late, stalledUntil] = ['pass', 'pass', 0, 0];
    },
    close: shut,
  };

  function open(near) {
    const far = connect({ port, host, allowHalfOpen: true, noDelay: true });
    const pair = { near, far, isDoomed: false };
    pairs.add(pair);
    const heldUntil = () => stalledUntil;
    const hear = watch();
    openLane(near, far, (bytes) => (hear(bytes), request(pair)), heldUntil);
    openLane(far, near, () => answer(pair), heldUntil);
    for (const socket of [near, far]) {
      socket.on('error', () => drop(pair));
      socket.on('close', () => near.closed && far.closed && pairs.delete(pair));
    }
  }

  function request(pair) {
    if (next === 'cutBeforeRequest') {
      happen('cutBeforeRequest');
      drop(pair);
      return null;
    }
    if (next === 'cutAfterRequest') {
      happen('cutAfterRequest');
      pair.isDoomed = true;
    }
    return 0;
  }

  function answer(pair) {
    if (pair.isDoomed) {
      drop(pair);
      return null;
    }
    if (answers === 'lose') {
      faults.lost += 1;
      return null;
    }
    if (late > 0) faults.delayed += 1;
    return late;
  }

  function happen(fault) {
    faults[fault] += 1;
    next = 'pass';
  }

  function drop(pair) {
    pairs.delete(pair);
    pair.near.destroy();
    pair.far.destroy();
  }

  function dropAll() {
    for (const pair of [...pairs]) drop(pair);
  }

  async function shut() {
    const closed = listener.listening ? once(listener, 'close') : null;
    listener.close();
    dropAll();
    await closed;
  }

  async function listen(on) {
    listener.listen(on, '127.0.0.1');
    await once(listener, 'listening');
  }
}
