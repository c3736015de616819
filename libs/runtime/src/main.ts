import { readConfiguration } from './configuration.js';
import { createLifecycle, endOnSignals, type Lifecycle } from './lifecycle.js';
import { createLogger, type Logger } from './logger.js';
import { createMetrics, type Metrics } from './metrics.js';
import { createReadiness, type Readiness } from './readiness.js';
import { settingsHelp, type Configuration } from './settings.js';

/** What every process has. */
export type ProcessParts = Readonly<{
  configuration: Configuration;
  logger: Logger;
  metrics: Metrics;
  readiness: Readiness;
  lifecycle: Lifecycle;
}>;

const GRACE = 20_000; // ms

/**
 * Runs a process until a signal ends it. What is wrong with a setting is said before anything is loaded or opened.
 *
 * @param help what `--help` prints, followed by the settings
 */
export async function runMain(
  help: string,
  start: (parts: ProcessParts) => Promise<void>,
): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${help}\n\nSettings are environment variables:\n\n${settingsHelp()}\n`);
    return;
  }
  try {
    const configuration = readConfiguration(process.env);
    const logger = createLogger(configuration.logLevel);
    const lifecycle = createLifecycle(logger, GRACE);
    const readiness = createReadiness();
    readiness.watch('process', () => (lifecycle.isEnding() ? 'ending' : null));
    await start({ configuration, logger, metrics: createMetrics(), readiness, lifecycle });
    endOnSignals(lifecycle, process, logger);
  } catch (error) {
    process.stderr.write(`runledger cannot start: ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** What a person can do something about is said in a sentence, as are all errors that have a class for it; all else with its stack. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isBug = BUGS.some((bug) => error.constructor === bug) && !('syscall' in error);
  return isBug ? (error.stack ?? error.message) : error.message;
}

const BUGS = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError];
