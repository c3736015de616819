export * from './events.js';
export * from './facts.js';
export * from './task-run.js';
export * from './commands.js';
