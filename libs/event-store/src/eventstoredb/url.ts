import { readOptions, type UrlOptions } from './url-options.js';

export type Endpoint = Readonly<{ address: string; port: number }>;
export type Credentials = Readonly<{ username: string; password: string }>;

/** What a connection string says. */
export type EventStoreUrl = Readonly<{
  endpoints: readonly [Endpoint, ...Endpoint[]];
  /** The one endpoint is a name that stands for all nodes of a cluster. */
  discover: boolean;
  credentials: Credentials | null;
  options: UrlOptions;
}>;

const DEFAULT_PORT = 2113;

/** A text is no connection string of an EventStoreDB or a KurrentDB. Never repeats what it was given, as that may be a password. */
export class ConnectionStringInvalid extends Error {
  override readonly name = 'ConnectionStringInvalid';
}

/** @throws ConnectionStringInvalid, which names the setting and its fault */
export function parseEventStoreUrl(text: string): EventStoreUrl {
  const url = readUrl(text);
  if (typeof url === 'string') throw new ConnectionStringInvalid(`EVENTSTORE_URL ${url}`);
  return url;
}

export const hostsOf = ({ endpoints }: EventStoreUrl): string =>
  endpoints.map(({ address, port }) => `${address}:${port}`).join(', ');

const FORM =
  /^(?:esdb|kurrentdb)(?<discover>\+discover)?:\/\/(?:(?<user>[^:@/?]+):(?<password>[^@/?]+)@)?(?<hosts>[^@/?]+)\/*(?:\?(?<options>.*))?$/;

function readUrl(text: string): EventStoreUrl | string {
  const parts = FORM.exec(text.trim())?.groups;
  if (parts === undefined) {
    return 'must look like esdb://user:password@host:2113?tls=true, user and password percent-encoded';
  }
  const discover = parts.discover !== undefined;
  const endpoints = (parts.hosts ?? '').split(',').map(readEndpoint);
  const [first, ...others] = endpoints.filter((endpoint) => endpoint !== null);
  if (first === undefined || endpoints.includes(null)) {
    return 'must have hosts that are names or IPv4 addresses, with or without a port, as host:2113';
  }
  if (discover && others.length > 0) return 'must have one host after +discover: the cluster’s';
  const credentials = readCredentials(parts.user, parts.password);
  if (credentials === undefined) return 'must have user and password percent-encoded';
  const options = readOptions(parts.options ?? '');
  if (typeof options === 'string') return options;
  return { endpoints: [first, ...others], discover, credentials, options };
}

function readEndpoint(text: string): Endpoint | null {
  const parts = /^(?<address>[\w.-]+)(?::(?<port>\d{1,5}))?$/.exec(text.trim())?.groups;
  if (parts?.address === undefined) return null;
  const port = Number(parts.port ?? DEFAULT_PORT);
  return port > 0 && port < 65_536 ? { address: parts.address, port } : null;
}

/** undefined: they cannot be decoded. */
function readCredentials(
  user: string | undefined,
  password: string | undefined,
): Credentials | null | undefined {
  if (user === undefined || password === undefined) return null;
  try {
    return { username: decodeURIComponent(user), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
