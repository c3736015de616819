// One direction of a relayed connection: chunks go on in the order in which they came, each when its time has come.
import { setTimeout as delay } from 'node:timers/promises';

const MOST_WAITING = 64; // chunks that wait for their time before the source is held back
const SLICE_MS = 10; // what holds all may be lifted while a chunk waits

/**
 * Relays `source` to `target`. `take(bytes)` decides about each chunk: the milliseconds that it waits, or null if it does not
 * pass. `heldUntil()` is the time (of `performance.now()`) before which nothing passes.
 */
export function openLane(source, target, take, heldUntil) {
  let waiting = 0;
  let tail = Promise.resolve();

  source.on('data', (bytes) => {
    const late = take(bytes);
    if (late === null) return;
    const due = performance.now() + late;
    if (waiting === 0 && late === 0 && heldUntil() <= due) forward(bytes);
    else enqueue(due, () => forward(bytes));
  });
  source.on('end', () => enqueue(0, () => target.end()));
  target.on('drain', () => resume());

  function forward(bytes) {
    if (target.destroyed) return;
    if (!target.write(bytes)) source.pause();
  }

  function enqueue(due, send) {
    waiting += 1;
    if (waiting >= MOST_WAITING) source.pause();
    tail = tail.then(async () => {
      await until(due);
      send();
      waiting -= 1;
      resume();
    });
  }

  function resume() {
    if (waiting < MOST_WAITING && !target.writableNeedDrain) source.resume();
  }

  async function until(due) {
    for (;;) {
      const left = Math.max(due, heldUntil()) - performance.now();
      if (left <= 0) return;
      await delay(Math.min(Math.ceil(left), SLICE_MS), undefined, { ref: false });
    }
  }
}
