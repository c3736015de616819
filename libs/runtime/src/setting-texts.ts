// What the texts of settings mean; undefined: they are not what their setting expects.

/** Who may call when the api asks for credentials. */
export type Credentials = Readonly<{ user: string; password: string }>;

/** How to sign in to Kafka. */
export type SaslSettings = Readonly<{
  mechanism: (typeof SASL_MECHANISMS)[number];
  username: string;
  password: string;
}>;

export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

export function credentialsOf(text: string): Credentials | undefined {
  const colon = text.indexOf(':');
  return colon > 0 && colon < text.length - 1
    ? { user: text.slice(0, colon), password: text.slice(colon + 1) }
    : undefined;
}

export function brokersOf(text: string): readonly string[] | undefined {
  const brokers = text.split(',').map((broker) => broker.trim());
  return brokers.every((broker) => /^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(broker))
    ? brokers
    : undefined;
}

/** The password may hold colons, the user may not. */
export function saslOf(text: string): SaslSettings | undefined {
  const [, named, username, password] = /^([^:]+):([^:]+):(.+)$/s.exec(text) ?? [];
  const mechanism = SASL_MECHANISMS.find((known) => known === named);
  return mechanism === undefined || username === undefined || password === undefined
    ? undefined
    : { mechanism, username, password };
}

export function publicUrlOf(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { search, hash, username, href } = new URL(text);
  return search + hash + username === '' ? href.replace(/\/+$/, '') : undefined;
}

export function originsOf(text: string): readonly string[] | undefined {
  const origins = text.split(',').map((origin) => origin.trim());
  return origins.every((origin) => origin === '*' || isOrigin(origin)) ? origins : undefined;
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
