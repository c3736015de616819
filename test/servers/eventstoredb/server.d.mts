/** What is stored; a server that is started with the log of a stopped one has its data. */
export type EventStoreDbLog = Readonly<{
  events: readonly Readonly<{ stream: string; revision: number | string; type: string }>[];
}>;

export type EventStoreDbServer = Readonly<{
  url: string; // with tls=false, or with the file of the server's certificate
  host: string;
  port: number;
  log: EventStoreDbLog;
  connections: () => number;
  liveSubscriptions: () => number;
  dropLiveSubscriptions: () => void; // each as too slow, as the real server does with a reader that lags
  stop: () => Promise<void>; // ends all connections at once
}>;

export declare function startEventStoreDb(
  settings?: Readonly<{
    host?: string;
    port?: number;
    log?: EventStoreDbLog;
    credentials?: Readonly<{ user: string; password: string }> | null; // none else is let in; over TLS
  }>,
): Promise<EventStoreDbServer>;
