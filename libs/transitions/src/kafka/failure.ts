import { PublicationUnavailable } from '../errors.js';
import type { KafkaSettings } from './kafka-client.js';

/** A failure of kafkajs as the ports have it, with the setting that it is about. */
export function unavailable(
  { kafkaBrokers, kafkaSasl }: KafkaSettings,
  cause: unknown,
): PublicationUnavailable {
  const where = isSignIn(cause) ? 'KAFKA_SASL' : `KAFKA_BROKERS: ${kafkaBrokers.join()}`;
  const reason = reasonOf(cause);
  const hint =
    reason === BROKEN && kafkaSasl === null ? ': it may want KAFKA_SASL or KAFKA_TLS' : '';
  return new PublicationUnavailable(`${where} ${reason}${hint}`, { cause });
}

const BROKEN = 'has broken the connection';

/** Whether the brokers refuse this, and would refuse it again. */
export const isDenied = (error: unknown): boolean =>
  isSignIn(error) || DENIALS.has(protocolErrorOf(error) ?? '');

/** How the protocol calls the error; null where no broker answered with one. */
export const protocolErrorOf = (error: unknown): string | null =>
  chainOf(error)
    .map(({ type }) => type)
    .find((type) => typeof type === 'string') ?? null;

/** Why it failed, in words that go on after the name of the brokers. Never holds a password. */
export function reasonOf(error: unknown): string {
  const said = chainOf(error).map(({ message }) => String(message));
  const last = said.at(-1) ?? String(error);
  if (isSignIn(error)) return `is not accepted: ${last}`;
  const known = REASONS.find(([pattern]) => said.some((text) => pattern.test(text)));
  return known?.[1] ?? `fails: ${last}`;
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'refuses the connection'],
  [/ENOTFOUND|EAI_AGAIN/, 'has no address that could be found'],
  [/certificate|self.signed/i, 'has a certificate that is not trusted: set KAFKA_TLS_CA'],
  [/EPROTO|wrong version number|SSL routines/i, 'does not speak TLS: set KAFKA_TLS=false'],
  [/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timeout|timed out/i, 'gives no answer'],
  [/ECONNRESET|EPIPE|Closed connection|closed by the server/, BROKEN],
];

const DENIALS: ReadonlySet<string> = new Set([
  'CLUSTER_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'INVALID_TRANSACTION_TIMEOUT',
  'TOPIC_AUTHORIZATION_FAILED',
  'TRANSACTIONAL_ID_AUTHORIZATION_FAILED',
]);

const isSignIn = (error: unknown): boolean =>
  chainOf(error).some(
    ({ name, type }) =>
      name === 'KafkaJSSASLAuthenticationError' || type === 'UNSUPPORTED_SASL_MECHANISM',
  );

type Failure = Readonly<Partial<Record<'name' | 'message' | 'type' | 'cause' | 'errors', unknown>>>;

/** The error, what caused it, and so on. */
function chainOf(error: unknown): readonly Failure[] {
  if (typeof error !== 'object' || error === null) return [];
  const { cause, errors }: Failure = error;
  const causes = Array.isArray(errors) ? errors : [cause];
  return [error, ...causes.filter((one) => one !== error).flatMap(chainOf)];
}
