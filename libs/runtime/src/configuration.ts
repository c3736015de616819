import { editDistance } from './edit-distance.js';
import { SETTINGS, type Configuration, type Setting } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings cannot be used as they are; says all that is wrong, and never a value, as that may be a secret. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * Reads the settings; an empty variable counts as one that is not set.
 *
 * @throws ConfigurationInvalid with every problem
 */
export function readConfiguration(environment: Environment): Configuration {
  const problems = [...misspelt(environment)];
  const read = <T>({ variable, fallback, expects, parse }: Setting<T>): T => {
    const text = environment[variable];
    if (text === undefined || text === '') return fallback;
    const value = parse(text);
    if (value === undefined) problems.push(`${variable} must be ${expects}`);
    return value ?? fallback;
  };
  const configuration = {
    port: read(SETTINGS.port),
    host: read(SETTINGS.host),
    dataDir: read(SETTINGS.dataDir),
    auth: read(SETTINGS.auth),
    corsOrigins: read(SETTINGS.corsOrigins),
    eventStoreUrl: read(SETTINGS.eventStoreUrl),
    eventStoreNamespace: read(SETTINGS.eventStoreNamespace),
    databaseUrl: read(SETTINGS.databaseUrl),
    kafkaBrokers: read(SETTINGS.kafkaBrokers),
    kafkaTopicPrefix: read(SETTINGS.kafkaTopicPrefix),
    kafkaSasl: read(SETTINGS.kafkaSasl),
    kafkaTls: read(SETTINGS.kafkaTls),
    kafkaTlsCa: read(SETTINGS.kafkaTlsCa),
    publicUrl: read(SETTINGS.publicUrl),
    logLevel: read(SETTINGS.logLevel),
  };
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  return configuration;
}

/**
 * Makes sure of settings that a process cannot do without.
 *
 * @param why the process needs them, as a sentence that follows a colon
 * @throws ConfigurationInvalid with each that is not set
 */
export function demandSettings(
  configuration: Configuration,
  why: string,
  settings: readonly (keyof Configuration)[],
): void {
  const missing = settings.filter((setting) => configuration[setting] === null);
  const problems = missing.map((setting) => `${SETTINGS[setting].variable} must be set: ${why}`);
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
}

const PREFIX = 'RUNLEDGER_';

const OWN_VARIABLES = Object.values(SETTINGS)
  .map(({ variable }) => variable)
  .filter((variable) => variable.startsWith(PREFIX));

const misspelt = (environment: Environment): string[] =>
  Object.keys(environment)
    .filter((variable) => variable.startsWith(PREFIX) && !OWN_VARIABLES.includes(variable))
    .map((variable) => `${variable} is no setting: did you mean ${nearest(variable)}?`);

const nearest = (variable: string): string =>
  OWN_VARIABLES.reduce((best, other) =>
    editDistance(variable, other) < editDistance(variable, best) ? other : best,
  );
