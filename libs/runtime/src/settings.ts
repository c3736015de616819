import { LEVELS, type LogLevel } from './logger.js';
import {
  brokersOf,
  credentialsOf,
  originsOf,
  publicUrlOf,
  SASL_MECHANISMS,
  saslOf,
  type Credentials,
  type SaslSettings,
} from './setting-texts.js';

export type Configuration = Readonly<{
  port: number;
  host: string;
  dataDir: string;
  auth: Credentials | null; // null: nobody is asked
  corsOrigins: readonly string[];
  eventStoreUrl: string | null; // null: the log is a file in the data directory
  eventStoreNamespace: string;
  databaseUrl: string | null; // null: the read model is a file in the data directory
  kafkaBrokers: readonly string[] | null; // null: nothing is published to Kafka
  kafkaTopicPrefix: string;
  kafkaSasl: SaslSettings | null;
  kafkaTls: boolean;
  kafkaTlsCa: string | null; // path; null: the authorities that Node knows
  publicUrl: string; // no slash at its end
  logLevel: LogLevel;
}>;

/** One setting: the variable that it comes from, what holds while that is empty, and what it may say. */
export type Setting<T> = Readonly<{
  variable: string;
  fallback: T;
  meaning: string;
  expects: string;
  parse: (text: string) => T | undefined; // undefined: not what it expects
}>;

export const SETTINGS: { readonly [Key in keyof Configuration]: Setting<Configuration[Key]> } = {
  port: {
    variable: 'PORT',
    fallback: 4200,
    meaning: 'port to listen on; 0 takes a free one',
    expects: 'a whole number from 0 to 65535',
    parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) < 65536 ? Number(text) : undefined),
  },
  host: {
    variable: 'HOST',
    fallback: '127.0.0.1',
    meaning: 'address to listen on; 0.0.0.0 is every one',
    expects: 'an address or a host name',
    parse: (text) => (/\s/.test(text) ? undefined : text),
  },
  dataDir: {
    variable: 'RUNLEDGER_DATA_DIR',
    fallback: './data',
    meaning: 'directory of the log and the read model that are files',
    expects: 'a path',
    parse: (text) => text,
  },
  auth: {
    variable: 'RUNLEDGER_AUTH',
    fallback: null,
    meaning: 'user:password that callers must send (HTTP Basic)',
    expects: 'of the form user:password',
    parse: credentialsOf,
  },
  corsOrigins: {
    variable: 'RUNLEDGER_CORS_ORIGINS',
    fallback: [],
    meaning: 'origins whose pages may call, parted by commas; * is any',
    expects: 'a list of origins such as https://ui.example.org, parted by commas, or *',
    parse: originsOf,
  },
  eventStoreUrl: {
    variable: 'EVENTSTORE_URL',
    fallback: null,
    meaning: 'connection string of EventStoreDB or KurrentDB, which then holds the log',
    expects: 'a connection string such as esdb://user:password@host:2113?tls=true',
    parse: (text) => (/^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/.test(text) ? text : undefined),
  },
  eventStoreNamespace: {
    variable: 'EVENTSTORE_NAMESPACE',
    fallback: 'runledger',
    meaning: 'what stands before the name of each stream there: one server holds several ledgers',
    expects: 'of 1 to 50 letters a to z, digits and _',
    parse: (text) => (/^[a-z0-9_]{1,50}$/.test(text) ? text : undefined),
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    fallback: null,
    meaning: 'URL of the PostgreSQL database that then holds the read model',
    expects: 'a URL such as postgresql://user:password@host:5432/database',
    parse: (text) =>
      /^postgres(ql)?:\/\/\S+$/.test(text) && URL.canParse(text) ? text : undefined,
  },
  kafkaBrokers: {
    variable: 'KAFKA_BROKERS',
    fallback: null,
    meaning: 'brokers of the Kafka cluster that transitions are published to, parted by commas',
    expects: 'a list of host:port, parted by commas',
    parse: brokersOf,
  },
  kafkaTopicPrefix: {
    variable: 'KAFKA_TOPIC_PREFIX',
    fallback: '',
    meaning: 'what stands before the name of each topic there: one cluster holds several ledgers',
    expects: 'of up to 100 letters, digits, dots, dashes and _',
    parse: (text) => (/^[a-zA-Z0-9._-]{1,100}$/.test(text) ? text : undefined),
  },
  kafkaSasl: {
    variable: 'KAFKA_SASL',
    fallback: null,
    meaning: `mechanism:user:password to sign in with; mechanisms: ${SASL_MECHANISMS.join(', ')}`,
    expects: `of the form mechanism:user:password with one of ${SASL_MECHANISMS.join(', ')}`,
    parse: saslOf,
  },
  kafkaTls: {
    variable: 'KAFKA_TLS',
    fallback: false,
    meaning: 'true: connections to Kafka are encrypted',
    expects: 'true or false',
    parse: (text) => ({ true: true, false: false })[text],
  },
  kafkaTlsCa: {
    variable: 'KAFKA_TLS_CA',
    fallback: null,
    meaning: 'file (PEM) of the authority that signed the certificates of the brokers',
    expects: 'a path',
    parse: (text) => text,
  },
  publicUrl: {
    variable: 'RUNLEDGER_PUBLIC_URL',
    fallback: 'http://127.0.0.1:4200',
    meaning: 'where consumers reach the api: published records name their schemas there',
    expects: 'a URL such as https://runledger.example.org, without query',
    parse: publicUrlOf,
  },
  logLevel: {
    variable: 'LOG_LEVEL',
    fallback: 'info',
    meaning: `least level that is logged: ${LEVELS.join(', ')}`,
    expects: `one of ${LEVELS.join(', ')}`,
    parse: (text) => LEVELS.find((level) => level === text),
  },
};

/** The settings as lines of a help text: variable, meaning, default. */
export const settingsHelp = (): string =>
  Object.values(SETTINGS)
    .map(
      ({ variable, meaning, fallback }) =>
        `  ${variable.padEnd(24)}${meaning} (default: ${shown(fallback)})`,
    )
    .join('\n');

/** What is no text or number by default is empty, as such a text is. */
const shown = (fallback: Configuration[keyof Configuration]): string =>
  typeof fallback === 'object' || fallback === '' ? 'off' : String(fallback);
