import { LAST_MOMENT, micros, plus } from '@app/orchestration';
import type { Intervals } from '@app/read-model';
import { RequestRefused } from '../../validation/request-refused.js';
import type { TaskRunHistoryBody } from './queries.dto.js';

const SHORTEST = micros(1_000_000n);

/**
 * The intervals that a checked body of `history` asks for.
 *
 * @throws RequestRefused where they are shorter than a second, or the last could end after the year 9999
 */
export function toIntervals(body: TaskRunHistoryBody): Intervals {
  const { history_start: start, history_end: end, history_interval_seconds: interval } = body;
  if (interval < SHORTEST) {
    throw new RequestRefused('History interval must not be less than 1 second.');
  }
  if (plus(end, interval) > LAST_MOMENT) {
    throw new RequestRefused('History must end before the year 10000.');
  }
  return { start, end, interval };
}
