import {
  ConfigurationInvalid,
  demandSettings,
  readConfiguration,
  type Environment,
} from './configuration.js';

const DEFAULTS = {
  port: 4200,
  host: '127.0.0.1',
  dataDir: './data',
  auth: null,
  corsOrigins: [],
  eventStoreUrl: null,
  eventStoreNamespace: 'runledger',
  databaseUrl: null,
  kafkaBrokers: null,
  kafkaTopicPrefix: '',
  kafkaSasl: null,
  kafkaTls: false,
  kafkaTlsCa: null,
  publicUrl: 'http://127.0.0.1:4200',
  logLevel: 'info',
};

describe('the configuration', () => {
  it.each([
    ['nothing is set', {}, {}],
    ['a variable is empty', { PORT: '', RUNLEDGER_AUTH: '', KAFKA_BROKERS: '' }, {}],
    ['others have variables too', { PATH: '/bin', RUN: '1' }, {}],
    ['PORT', { PORT: '0' }, { port: 0 }],
    ['HOST', { HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    ['RUNLEDGER_DATA_DIR', { RUNLEDGER_DATA_DIR: '/var/lib/x y' }, { dataDir: '/var/lib/x y' }],
    [
      'RUNLEDGER_AUTH, where a password may have colons',
      { RUNLEDGER_AUTH: 'ada:a:b' },
      { auth: { user: 'ada', password: 'a:b' } },
    ],
    [
      'RUNLEDGER_CORS_ORIGINS',
      { RUNLEDGER_CORS_ORIGINS: 'http://localhost:3000, https://ui.example.org' },
      { corsOrigins: ['http://localhost:3000', 'https://ui.example.org'] },
    ],
    [
      'EVENTSTORE_URL',
      { EVENTSTORE_URL: 'esdb+discover://ada:x@a:2113,b:2113?tls=true' },
      { eventStoreUrl: 'esdb+discover://ada:x@a:2113,b:2113?tls=true' },
    ],
    ['EVENTSTORE_NAMESPACE', { EVENTSTORE_NAMESPACE: 'ours_2' }, { eventStoreNamespace: 'ours_2' }],
    [
      'DATABASE_URL',
      { DATABASE_URL: 'postgresql://ada:x@h/ledger' },
      { databaseUrl: 'postgresql://ada:x@h/ledger' },
    ],
    [
      'KAFKA_BROKERS',
      { KAFKA_BROKERS: 'a:9092, [::1]:9093' },
      { kafkaBrokers: ['a:9092', '[::1]:9093'] },
    ],
    ['KAFKA_TOPIC_PREFIX', { KAFKA_TOPIC_PREFIX: 'ours.' }, { kafkaTopicPrefix: 'ours.' }],
    [
      'KAFKA_SASL, where a password may have colons',
      { KAFKA_SASL: 'scram-sha-512:ada:a:b' },
      { kafkaSasl: { mechanism: 'scram-sha-512', username: 'ada', password: 'a:b' } },
    ],
    ['KAFKA_TLS', { KAFKA_TLS: 'true' }, { kafkaTls: true }],
    ['KAFKA_TLS_CA', { KAFKA_TLS_CA: '/etc/ca.pem' }, { kafkaTlsCa: '/etc/ca.pem' }],
    [
      'RUNLEDGER_PUBLIC_URL, without the slash at its end',
      { RUNLEDGER_PUBLIC_URL: 'https://h.example.org/ledger/' },
      { publicUrl: 'https://h.example.org/ledger' },
    ],
    ['LOG_LEVEL', { LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
  ])('is read: %s', (_, environment, read) => {
    expect(readConfiguration(environment)).toEqual({ ...DEFAULTS, ...read });
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4e3'],
    ['PORT', ' '],
    ['HOST', 'a host'],
    ['RUNLEDGER_AUTH', 'secret'],
    ['RUNLEDGER_AUTH', ':secret'],
    ['RUNLEDGER_AUTH', 'ada:'],
    ['RUNLEDGER_CORS_ORIGINS', 'ui.example.org'],
    ['RUNLEDGER_CORS_ORIGINS', 'https://ui.example.org/'],
    ['RUNLEDGER_CORS_ORIGINS', 'https://a.org,,https://b.org'],
    ['EVENTSTORE_URL', 'http://h:2113'],
    ['EVENTSTORE_URL', 'esdb://'],
    ['EVENTSTORE_NAMESPACE', 'Ours'],
    ['EVENTSTORE_NAMESPACE', 'a.b'],
    ['DATABASE_URL', 'mysql://h/d'],
    ['DATABASE_URL', 'postgresql://h:x/d'],
    ['KAFKA_BROKERS', 'localhost'],
    ['KAFKA_BROKERS', 'kafka://a:9092'],
    ['KAFKA_BROKERS', 'a:9092,'],
    ['KAFKA_TOPIC_PREFIX', 'ours/'],
    ['KAFKA_SASL', 'plain:ada'],
    ['KAFKA_SASL', 'gssapi:ada:secret'],
    ['KAFKA_TLS', 'yes'],
    ['RUNLEDGER_PUBLIC_URL', 'runledger.example.org'],
    ['RUNLEDGER_PUBLIC_URL', 'https://h/?a=b'],
    ['LOG_LEVEL', 'INFO'],
  ])('is refused with %s=%s', (variable, text) => {
    expect(problemsOf({ [variable]: text })).toEqual([
      expect.stringMatching(new RegExp(`^${variable} must be `)),
    ]);
  });

  it.each([
    ['RUNLEDGER_DATADIR', 'RUNLEDGER_DATA_DIR'],
    ['RUNLEDGER_AUHT', 'RUNLEDGER_AUTH'],
    ['RUNLEDGER_CORS_ORIGIN', 'RUNLEDGER_CORS_ORIGINS'],
  ])('is refused with %s, which was meant to be %s', (variable, meant) => {
    expect(problemsOf({ [variable]: '' })).toEqual([
      `${variable} is no setting: did you mean ${meant}?`,
    ]);
  });

  it('is refused by a process that needs what is not set', () => {
    const configuration = readConfiguration({ EVENTSTORE_URL: 'esdb://h:2113' });
    const demand = () =>
      demandSettings(configuration, 'it is shared', ['eventStoreUrl', 'databaseUrl']);
    expect(demand).toThrow(new ConfigurationInvalid(['DATABASE_URL must be set: it is shared']));
  });

  it('is refused with every problem at once and without any value', () => {
    const environment = { PORT: 'x1', RUNLEDGER_AUTH: 'hunter2', KAFKA_BROKERS: 'b:9092,b' };
    expect(problemsOf(environment)).toHaveLength(3);
    expect(problemsOf(environment).join()).not.toMatch(/x1|hunter2|9092/);
  });
});

function problemsOf(environment: Environment): readonly string[] {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.problems;
    throw error;
  }
  return [];
}
