import type { StateType } from '@app/orchestration';
import type { Bytes } from './uuid.js';

/** The tables of the read model as queries see them. Whole numbers are read as bigints, ids as their 16 bytes. */
export type Tables = {
  task_runs: TaskRunsTable;
  task_run_tags: { tag: string; run: bigint };
  task_run_states: { id: Bytes; run: bigint; revision: bigint };
  buckets: { n: bigint };
  checkpoint: { log_id: string; position: bigint };
};

export type TaskRunsTable = {
  number: bigint; // what rows of other tables call the run by
  id: Bytes;
  name: string;
  name_folded: string;
  state_type: StateType | null;
  state_name: string | null;
  expected_start_time: bigint | null;
  next_scheduled_start_time: bigint | null;
  start_time: bigint | null;
  end_time: bigint | null;
  running: bigint; // 0 or 1
  duration: bigint; // the time spent running; while running, what gives it when the present moment is added
  tagged: bigint; // 0 or 1
  flow_run_id: Bytes | null;
  total_run_time: bigint;
  run_count: bigint;
  flow_run_run_count: bigint;
  created: bigint;
  updated: bigint;
  creation: string; // JSON: what the creation says, and nothing changes but the name
  state: string | null; // JSON
};
