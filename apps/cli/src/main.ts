import { Command } from 'commander';
import { ConfigurationInvalid, readConfiguration, reasonOf } from '@app/runtime';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());

const program = new Command('runledger')
  .description('Tools around a ledger. Settings are the environment variables of the service.')
  .showHelpAfterError();

program
  .command('rebuild')
  .description(
    'Builds the read model anew beside the living one, which serves and follows meanwhile, then shows it.',
  )
  .action(async () => {
    const { runRebuild } = await import('./rebuild/run-rebuild.js');
    await runRebuild(readConfiguration(process.env), ending.signal);
  });

program
  .command('copy-log')
  .description(
    'Takes the ledger of a data directory to EventStoreDB; the same command goes on after a crash.',
  )
  .requiredOption(
    '--from <directory>',
    'data directory of an embedded ledger; its service must be stopped',
  )
  .requiredOption(
    '--to <url>',
    'connection string of EventStoreDB or KurrentDB, such as esdb://host:2113',
  )
  .option(
    '--namespace <name>',
    'what stands before the name of each stream there (default: EVENTSTORE_NAMESPACE, or runledger)',
  )
  .action(async ({ from, to, namespace }: { from: string; to: string; namespace?: string }) => {
    const { runCopyLog } = await import('./copy-log/run-copy-log.js');
    const target = namespace === undefined ? {} : { EVENTSTORE_NAMESPACE: namespace };
    const configuration = readConfiguration({ ...process.env, ...target, EVENTSTORE_URL: to });
    await runCopyLog(configuration, from, ending.signal);
  });

try {
  await program.parseAsync();
} catch (error) {
  const reason = error === ending.signal.reason ? 'ended by a signal' : reasonOf(error);
  process.stderr.write(`runledger: ${reason}\n`);
  process.exitCode = error instanceof ConfigurationInvalid ? 2 : 1;
}
