import type { SessionSettings } from './sessions.js';

/**
 * Settings of a session that writes. A commit is not synced, as what is lost is filled in from the log. Rows are looked up
 * one by one in indexes, by plans that are kept: they were made when the tables were empty, and must do when they are not.
 */
export const WRITING: SessionSettings = {
  synchronous_commit: 'off',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  plan_cache_mode: 'force_generic_plan',
};
