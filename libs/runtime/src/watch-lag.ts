import { watchDependency } from './dependency.js';
import { Lag } from './lag.js';
import type { ProcessParts } from './main.js';
import type { measureLag } from './metrics.js';
import { SharedPosition } from './shared-position.js';

const PAUSE = 1_000; // ms between two looks at the end of the log

/**
 * Looks again and again how far one who follows a log is behind it.
 *
 * @param last where the log ends now
 * @param measure makes the metrics of the lag
 * @returns is to be told whether another is at work: see {@link Lag.standsBy}
 */
export function watchLag(
  { logger, metrics, readiness, lifecycle }: ProcessParts,
  last: () => Promise<bigint>,
  reached: SharedPosition,
  measure: typeof measureLag,
): (standsBy: boolean) => void {
  const head = new SharedPosition();
  const lag = new Lag(head, reached, () => performance.now());
  const look = async (): Promise<void> => {
    head.advance(await last());
    lag.committed();
  };
  const store = watchDependency(look, PAUSE, (reason) =>
    reason === null
      ? logger.info('the event store answers')
      : logger.warn({ reason }, 'the event store is away'),
  );
  lifecycle.atEnd('watch on the event store', store.end);

  measure(metrics, lag);
  readiness.watch('event store', store.fault);
  readiness.measure('standing by', () => (lag.standsBy ? 1 : 0));
  readiness.measure('lag in positions', () => lag.positions);
  readiness.measure('lag in seconds', () => lag.seconds);
  return (standsBy) => {
    if (standsBy !== lag.standsBy) logger.info(standsBy ? 'standing by' : 'at work');
    lag.standsBy = standsBy;
  };
}
