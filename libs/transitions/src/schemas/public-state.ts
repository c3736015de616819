import type { StateType } from '@app/orchestration';

/** A state of a task run, as the REST API tells it. */
export type PublicState = Readonly<{
  /** @format uuid */
  id: string;
  type: StateType;
  /** What the state is called: its type in another spelling (`Completed`), or a name of its own (`AwaitingRetry`). */
  name: string;
  /**
   * When the run entered the state; UTC, to the microsecond. Strictly increasing along the transitions of a run.
   *
   * @format date-time
   */
  timestamp: string;
  message: string | null;
  /** What the caller handed over with the state: any JSON, numbers as they were written, so `1.0` and twenty digits may come. */
  data: unknown;
  state_details: PublicStateDetails;
}>;

/** What else is known of a state. Every member is there; null, or false, means that nothing was said. */
export type PublicStateDetails = Readonly<{
  /** @format uuid */
  flow_run_id: string | null;
  /** @format uuid */
  task_run_id: string | null;
  /** @format uuid */
  child_flow_run_id: string | null;
  /**
   * When a SCHEDULED run is due; UTC, to the microsecond.
   *
   * @format date-time
   */
  scheduled_time: string | null;
  /** Runs with the same key may take over each other's result. */
  cache_key: string | null;
  /**
   * Until when the result may be taken over; UTC, to the microsecond. Null: for ever.
   *
   * @format date-time
   */
  cache_expiration: string | null;
  deferred: boolean | null;
  untrackable_result: boolean;
  /**
   * When a pause ends by itself; UTC, to the microsecond.
   *
   * @format date-time
   */
  pause_timeout: string | null;
  pause_reschedule: boolean;
  pause_key: string | null;
  run_input_keyset: Readonly<Record<string, string>> | null;
  refresh_cache: boolean | null;
  retriable: boolean | null;
  /**
   * The id that the caller gave to the proposal, if any.
   *
   * @format uuid
   */
  transition_id: string | null;
  /** @format uuid */
  task_parameters_id: string | null;
  /** The W3C trace context that the caller put into the state; that of the request is a header of the record. */
  traceparent: string | null;
  /** @format uuid */
  deployment_concurrency_lease_id: string | null;
}>;
