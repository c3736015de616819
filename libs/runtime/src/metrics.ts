import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the process counts. Durations are in seconds. */
export type Metrics = Readonly<{
  registry: Registry;
  requests: Counter<'method' | 'route' | 'status'>;
  requestSeconds: Histogram<'method' | 'route'>;
  verdicts: Counter<'status' | 'rule'>; // rule: the one that the verdict comes from
  appendSeconds: Histogram;
  groupSize: Histogram; // appends that shared a commit
}>;

/** Metrics with a registry of their own, so that several servers can live in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Counter({
      name: 'runledger_http_requests_total',
      help: 'Answered requests',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'runledger_http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer',
      labelNames: ['method', 'route'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1, 5],
      registers,
    }),
    verdicts: new Counter({
      name: 'runledger_verdicts_total',
      help: 'Verdicts on proposed states, by the rule that they come from',
      labelNames: ['status', 'rule'],
      registers,
    }),
    appendSeconds: new Histogram({
      name: 'runledger_append_duration_seconds',
      help: 'Time from the request for an append to its place on the disk',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
      registers,
    }),
    groupSize: new Histogram({
      name: 'runledger_append_group_size',
      help: 'Appends that shared a commit',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
  };
}

/** What a publisher counts. */
export type PublicationMetrics = Readonly<{
  transactions: Counter; // with records or without
  records: Counter;
  interruptions: Counter;
  fences: Counter;
}>;

/** Counts in the registry of the process what is published from it. */
export function createPublicationMetrics({ registry }: Metrics): PublicationMetrics {
  const registers = [registry];
  const counter = (name: string, help: string): Counter =>
    new Counter({ name: `runledger_publication_${name}_total`, help, registers });
  return {
    transactions: counter('transactions', 'Transactions that made records and checkpoint visible'),
    records: counter('records', 'Records that were made visible'),
    interruptions: counter('interruptions', 'Transactions that failed or whose outcome is unknown'),
    fences: counter('fences', 'Times that another publisher took the topics from this one'),
  };
}

/** How far one who follows a log is behind it. */
type MeasuredLag = Readonly<{ seconds: number; positions: number }>;

/** Measures at each scrape how far the read model is behind the log. */
export const measureLag = (metrics: Metrics, lag: MeasuredLag): void =>
  measure(metrics, 'projection', 'the read model does not show yet', lag);

/** Measures at each scrape how far the published records are behind the log. */
export const measurePublicationLag = (metrics: Metrics, lag: MeasuredLag): void =>
  measure(metrics, 'publication', 'the topics do not show yet', lag);

function measure({ registry }: Metrics, what: string, state: string, lag: MeasuredLag): void {
  const registers = [registry];
  new Gauge({
    name: `runledger_${what}_lag_seconds`,
    help: `Age of the oldest event that ${state}`,
    registers,
    collect() {
      this.set(lag.seconds);
    },
  });
  new Gauge({
    name: `runledger_${what}_lag_positions`,
    help: `Positions of the log that ${state}`,
    registers,
    collect() {
      this.set(lag.positions);
    },
  });
}
