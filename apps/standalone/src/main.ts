import { ConfigurationInvalid, createLogger, readConfiguration, settingsHelp } from '@app/runtime';
import { DirectoryLocked } from '@app/event-store';

const HELP = `Runledger: the event-sourced ledger of task runs.

  npm start            builds and runs the service with its embedded log and read model
  npm start -- --help  shows this

Settings are environment variables:

${settingsHelp()}
`;

if (process.argv.includes('--help')) {
  process.stdout.write(HELP);
} else {
  try {
    const configuration = readConfiguration(process.env);
    const { startStandalone } = await import('./standalone.js'); // what is wrong with a setting is said at once
    await startStandalone(configuration, createLogger(configuration.logLevel));
  } catch (error) {
    process.stderr.write(`runledger cannot start: ${reasonOf(error)}\n`);
    process.exit(1);
  }
}

/** What a person can do something about is said in a sentence; all else with its stack. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const known =
    error instanceof ConfigurationInvalid ||
    error instanceof DirectoryLocked ||
    ('syscall' in error && 'code' in error); // the port is taken, the directory not ours
  return known ? error.message : (error.stack ?? error.message);
}
