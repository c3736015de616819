import { formatMoment, toSeconds } from '@app/orchestration';
import type { HistoryBucket } from '@app/read-model';

/** The intervals of a history (4.6). */
export const historyText = (buckets: readonly HistoryBucket[]): string =>
  JSON.stringify(
    buckets.map(({ start, end, states }) => ({
      interval_start: formatMoment(start),
      interval_end: formatMoment(end),
      states: states.map((state) => ({
        state_type: state.type,
        state_name: state.name,
        count_runs: state.count,
        sum_estimated_run_time: toSeconds(state.estimatedRunTime),
        sum_estimated_lateness: toSeconds(state.estimatedLateness),
      })),
    })),
  );
