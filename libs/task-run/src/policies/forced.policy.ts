import type { TaskPolicy } from './task-policy.js';

/** Judges a forced proposal, and the first state of a run: whatever is proposed is written (5.1, P2). */
export const forcedPolicy: TaskPolicy = { version: 'forced/1', rules: [] };
