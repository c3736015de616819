import { isDenied, protocolErrorOf, reasonOf, unavailable } from './failure.js';
import { settingsOf } from './test-topics.fixture.js';

class Protocol extends Error {
  constructor(
    readonly type: string,
    options?: ErrorOptions,
  ) {
    super(`says ${type}`, options);
  }
}

const caused = (cause: unknown): Error => new Error('the last of several attempts', { cause });

function signIn(): Error {
  const error = new Error('SASL PLAIN authentication failed: Invalid username or password');
  error.name = 'KafkaJSSASLAuthenticationError';
  return error;
}

describe('a failure of kafkajs', () => {
  it('has the name that a broker gave to it, however deep', () => {
    expect(protocolErrorOf(caused(new Protocol('NOT_CONTROLLER')))).toBe('NOT_CONTROLLER');
    expect(protocolErrorOf(new AggregateError([new Protocol('A')], 'some'))).toBe('A');
    expect(protocolErrorOf(caused(undefined))).toBeNull();
    expect(protocolErrorOf('text')).toBeNull();
  });

  it('ends also where an error is its own cause', () => {
    const error = new Protocol('A');
    error.cause = error;
    expect(protocolErrorOf(error)).toBe('A');
  });

  it.each([
    ['Connection error: connect ECONNREFUSED 127.0.0.1:1', 'refuses the connection'],
    ['getaddrinfo ENOTFOUND kafka', 'has no address that could be found'],
    ['Connection timeout', 'gives no answer'],
    ['Request Produce(key: 0, version: 7) timed out', 'gives no answer'],
    ['self-signed certificate', 'has a certificate that is not trusted: set KAFKA_TLS_CA'],
    ['write EPROTO: wrong version number', 'does not speak TLS: set KAFKA_TLS=false'],
    ['Closed connection', 'has broken the connection'],
    ['unheard of', 'fails: unheard of'],
  ])('%s is told in words', (message, words) => {
    expect(reasonOf(caused(new Error(message)))).toBe(words);
  });

  it('names the setting that it is about, and keeps its cause', () => {
    const settings = settingsOf(['a:1', 'b:2'], '');
    const cause = new Error('Connection timeout');
    expect(unavailable(settings, cause)).toMatchObject({
      message: 'KAFKA_BROKERS: a:1,b:2 gives no answer',
      cause,
    });
    expect(unavailable(settings, new Error('Closed connection')).message).toBe(
      'KAFKA_BROKERS: a:1,b:2 has broken the connection: it may want KAFKA_SASL or KAFKA_TLS',
    );
    expect(unavailable(settings, caused(signIn())).message).toBe(
      'KAFKA_SASL is not accepted: SASL PLAIN authentication failed: Invalid username or password',
    );
  });

  it('is for good where the brokers do not let us', () => {
    expect(isDenied(caused(signIn()))).toBe(true);
    expect(isDenied(new Protocol('UNSUPPORTED_SASL_MECHANISM'))).toBe(true);
    expect(isDenied(new Protocol('TOPIC_AUTHORIZATION_FAILED'))).toBe(true);
    expect(isDenied(new Protocol('NOT_LEADER_FOR_PARTITION'))).toBe(false);
    expect(isDenied(new Error('Connection timeout'))).toBe(false);
  });
});
