import { ConfigurationInvalid } from '@app/runtime';
import type { ResumeFlag } from '@app/transitions';

const FLAGS: Readonly<Record<string, ResumeFlag>> = {
  '--from-beginning': 'from-beginning',
  '--adopt': 'adopt',
};

/**
 * What the arguments of the process say of where to go on; null: nothing.
 *
 * @throws ConfigurationInvalid for any other argument, and for more than one
 */
export function resumeFlagOf(args: readonly string[]): ResumeFlag | null {
  const problems = args
    .filter((arg) => !Object.hasOwn(FLAGS, arg))
    .map((arg) => `${arg} is no argument: there are ${Object.keys(FLAGS).join(' and ')}`);
  if (problems.length === 0 && args.length > 1)
    problems.push(`${args.join(' and ')} exclude each other`);
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  return FLAGS[args[0] ?? ''] ?? null;
}
