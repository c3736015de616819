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

program
  .command('verify-topic')
  .description(
    'Compares what is published to Kafka with the log, record by record; ends with 1 if anything differs.',
  )
  .option('--from <position>', 'judges only what the log has after this position')
  .option('--to <position>', 'judges only what it has up to this one (default: the checkpoint)')
  .option('--json', 'prints the report, with every finding, as one JSON document')
  .action(async (options: { from?: string; to?: string; json?: boolean }) => {
    const { runVerifyTopic } = await import('./verify-topic/run-verify-topic.js');
    const configuration = readConfiguration(process.env);
    if (!(await runVerifyTopic(configuration, options, ending.signal))) process.exitCode = 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  const reason = error === ending.signal.reason ? 'ended by a signal' : reasonOf(error);
  process.stderr.write(`runledger: ${reason}\n`);
  process.exitCode = error instanceof ConfigurationInvalid ? 2 : 1;
}
