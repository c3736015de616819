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

/** Measures at each scrape how far the read model is behind the log. */
export function measureLag(
  { registry }: Metrics,
  lag: Readonly<{ seconds: number; positions: number }>,
): void {
  const registers = [registry];
  new Gauge({
    name: 'runledger_projection_lag_seconds',
    help: 'Age of the oldest event that the read model does not show yet',
    registers,
    collect() {
      this.set(lag.seconds);
    },
  });
  new Gauge({
    name: 'runledger_projection_lag_positions',
    help: 'Positions of the log that the read model does not show yet',
    registers,
    collect() {
      this.set(lag.positions);
    },
  });
}
