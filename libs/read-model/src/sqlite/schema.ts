import { MOST_BUCKETS } from '../queries/history.js';

/** The name of the first file in the directory that is given. */
export const FILE = 'read-model.db';

/** Raised with every change of the tables or of what is written into them: a file of another version is emptied and filled anew from the log. */
export const SCHEMA_VERSION = 1n;

/**
 * What is looked at along an index stands first in a run's row, the long texts last: they are not
 * read with it. Times are µs. Each index costs every new run some microseconds; what each is for:
 *
 * - by_expected_start, by_name, by_next_scheduled_start, by_end, by_duration: an order, ties by id
 * - by_state: filters on states, and all that history sums up
 * - by_start, by_tagged, by_flow_run: a filter
 */
export const SCHEMA = `
create table task_runs (
  number integer primary key,
  id blob not null unique,
  name text not null,
  name_folded text not null,
  state_type text,
  state_name text,
  expected_start_time integer,
  next_scheduled_start_time integer,
  start_time integer,
  end_time integer,
  running integer not null,
  duration integer not null,
  tagged integer not null,
  flow_run_id blob,
  total_run_time integer not null,
  run_count integer not null,
  flow_run_run_count integer not null,
  created integer not null,
  updated integer not null,
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

create table task_run_tags (tag text, run integer, primary key (tag, run)) without rowid;

create table task_run_states (id blob primary key, run integer not null, revision integer not null) without rowid;
create index states_of_run on task_run_states (run);

create table buckets (n integer primary key);
insert into buckets
  with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < ${MOST_BUCKETS - 1})
  select n from numbers;

create table checkpoint (only integer primary key check (only = 1), log_id text not null, position integer not null);
`;

/** Columns that an index holds: to name one in an update costs as much as to change it. */
export const INDEXED_COLUMNS = [
  'name',
  'state_type',
  'state_name',
  'expected_start_time',
  'next_scheduled_start_time',
  'start_time',
  'end_time',
  'running',
  'duration',
] as const;
