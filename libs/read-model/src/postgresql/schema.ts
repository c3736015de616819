import { MOST_BUCKETS } from '../queries/history.js';

/** Raised with every change of the tables or of what is written into them: tables of another version are filled anew from the log. */
export const SCHEMA_VERSION = 1;

/**
 * The tables of one generation. Texts compare by their bytes, as they do in SQLite. Each index costs every new row some
 * microseconds, and a new state of a run is a new row to all of them; what each is for:
 *
 * - by_expected_start, by_name, by_next_scheduled_start, by_end, by_duration: an order, ties by id
 * - by_state: filters on states, and all that history sums up
 * - by_start, by_tagged, by_flow_run: a filter
 */
export const SCHEMA = `
create table task_runs (
  number bigint generated always as identity primary key,
  id uuid not null unique,
  name text collate "C" not null,
  name_folded text collate "C" not null,
  state_type text collate "C",
  state_name text collate "C",
  expected_start_time bigint,
  next_scheduled_start_time bigint,
  start_time bigint,
  end_time bigint,
  running bigint not null,
  duration bigint not null,
  tagged bigint not null,
  flow_run_id uuid,
  total_run_time bigint not null,
  run_count bigint not null,
  flow_run_run_count bigint not null,
  created bigint not null,
  updated bigint not null,
  creation text not null,
  state text
);
create index by_expected_start on task_runs (expected_start_time, id);
create index by_name on task_runs (name, id);
create index by_next_scheduled_start on task_runs (next_scheduled_start_time, id);
create index by_end on task_runs (end_time, id);
create index by_duration on task_runs (running, duration, expected_start_time, id);
create index by_state on task_runs (state_type, state_name, expected_start_time, start_time, running, duration);
create index by_start on task_runs (start_time);
create index by_tagged on task_runs (tagged);
create index by_flow_run on task_runs (flow_run_id) where flow_run_id is not null;

create table task_run_tags (tag text collate "C", run bigint, primary key (tag, run));

create table task_run_states (id uuid primary key, run bigint not null, revision bigint not null);
create index states_of_run on task_run_states (run);

create table buckets (n bigint primary key);
insert into buckets select generate_series(0, ${MOST_BUCKETS - 1});
`;
