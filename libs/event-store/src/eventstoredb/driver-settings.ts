import { readFileSync } from 'node:fs';
import type {
  ChannelCredentialOptions,
  DNSClusterOptions,
  GossipClusterOptions,
  SingleNodeOptions,
} from '@eventstore/db-client';
import type { EventStoreUrl } from './url.js';

/** What a connection string leaves open. An election outlives a shorter search. */
const DEFAULTS = { maxDiscoverAttempts: 50, discoveryInterval: 500 };
const KEEP_ALIVE = 10_000; // ms; more often is an offence to the server

let opened = 0;

/** A connection string as the driver's settings. */
export function settingsOf({
  endpoints,
  discover,
  options,
}: EventStoreUrl): SingleNodeOptions | GossipClusterOptions | DNSClusterOptions {
  const [first, ...others] = endpoints;
  const { connectionName, nodePreference, defaultDeadline } = options;
  const common = {
    ...(connectionName !== undefined && { connectionName }),
    ...(defaultDeadline !== undefined && { defaultDeadline }),
    keepAliveInterval: options.keepAliveInterval ?? KEEP_ALIVE,
    keepAliveTimeout: ownTimeout(options.keepAliveTimeout ?? KEEP_ALIVE),
  };
  if (!discover && others.length === 0) return { ...common, endpoint: first };
  const cluster = {
    ...common,
    maxDiscoverAttempts: options.maxDiscoverAttempts ?? DEFAULTS.maxDiscoverAttempts,
    discoveryInterval: options.discoveryInterval ?? DEFAULTS.discoveryInterval,
    ...(options.gossipTimeout !== undefined && { gossipTimeout: options.gossipTimeout }),
    ...(nodePreference !== undefined && { nodePreference }),
  };
  return discover ? { ...cluster, discover: first } : { ...cluster, endpoints: [...endpoints] };
}

/**
 * gRPC shares a connection, and how long it waits before it tries anew, among all clients of equal settings. One that shall
 * succeed a stuck one, or be apart from another, differs by some ms.
 */
function ownTimeout(timeout: number): number {
  opened = (opened + 1) % 1_000;
  return timeout < 0 ? timeout : timeout + opened;
}

/** @throws Error if a file cannot be read */
export function channelOf({ options }: EventStoreUrl): ChannelCredentialOptions {
  const { tls, tlsCAFile, userCertFile, userKeyFile } = options;
  if (tls === false) return { insecure: true };
  return {
    ...(tlsCAFile !== undefined && { rootCertificate: readFileSync(tlsCAFile) }),
    ...(userCertFile !== undefined && { userCertFile: readFileSync(userCertFile) }),
    ...(userKeyFile !== undefined && { userKeyFile: readFileSync(userKeyFile) }),
  };
}
