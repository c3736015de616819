import type { StateType } from '@app/orchestration';
import type { PublicState } from './public-state.js';

/** An accepted transition of a task run: the state that was written, and what the run had become by then. */
export type TransitionValue = Readonly<{
  /**
   * The key of the record.
   *
   * @format uuid
   */
  task_run_id: string;
  /**
   * The place of the transition's event in the run's stream in the log. Increases, with gaps: renames stand there, too.
   *
   * @asType integer
   */
  revision: number;
  /**
   * 1, 2, 3 … within the run; goes on when the run is deleted and created again. Whoever sees a gap has missed a record.
   *
   * @asType integer
   * @minimum 1
   */
  transition: number;
  /** The type of the state before; null for the first state of a run. */
  from: StateType | null;
  /** ACCEPT: the state is the proposed one. REJECT: a rule wrote this state in its stead. */
  verdict: 'ACCEPT' | 'REJECT';
  state: PublicState;
  run: PublicRun;
  about: PublicAbout;
}>;

/** The current state of a task run. The newest record of a key holds; one without a value says that the run is deleted. */
export type StateValue = Omit<TransitionValue, 'transition' | 'from' | 'verdict'>;

/** The fields of the run that transitions change, after this one. */
export type PublicRun = Readonly<{
  /**
   * How often the run has entered RUNNING.
   *
   * @asType integer
   */
  run_count: number;
  /**
   * In which attempt of its flow run the run has last entered RUNNING.
   *
   * @asType integer
   */
  flow_run_run_count: number;
  /** @format date-time */
  expected_start_time: string | null;
  /** @format date-time */
  next_scheduled_start_time: string | null;
  /** @format date-time */
  start_time: string | null;
  /** @format date-time */
  end_time: string | null;
  /** Seconds in RUNNING, those before this state. */
  total_run_time: number;
}>;

/** What a consumer wants to know of the run without asking back. */
export type PublicAbout = Readonly<{
  /** @format uuid */
  flow_run_id: string | null;
  task_key: string;
  dynamic_key: string;
  name: string;
  tags: readonly string[];
}>;
