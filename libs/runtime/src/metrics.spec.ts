import {
  createMetrics,
  createPublicationMetrics,
  measureLag,
  measurePublicationLag,
} from './metrics.js';

describe('metrics', () => {
  it('are told as Prometheus reads them, those of the process among them', async () => {
    const metrics = createMetrics();
    metrics.requests.inc({ method: 'GET', route: '/a', status: 200 });
    metrics.requestSeconds.observe({ method: 'GET', route: '/a' }, 0.015);
    metrics.verdicts.inc({ status: 'WAIT', rule: 'WaitForScheduledTime' });
    metrics.appendSeconds.observe(0.002);
    metrics.groupSize.observe(35);
    measureLag(metrics, { seconds: 1.5, positions: 12 });
    const lines = (await metrics.registry.metrics()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'runledger_http_requests_total{method="GET",route="/a",status="200"} 1',
        'runledger_http_request_duration_seconds_bucket{le="0.02",method="GET",route="/a"} 1',
        'runledger_verdicts_total{status="WAIT",rule="WaitForScheduledTime"} 1',
        'runledger_append_duration_seconds_bucket{le="0.0025"} 1',
        'runledger_append_group_size_bucket{le="64"} 1',
        'runledger_projection_lag_seconds 1.5',
        'runledger_projection_lag_positions 12',
        expect.stringMatching(/^process_resident_memory_bytes \d+$/),
      ]),
    );
  });

  it('of what is published are there where something is', async () => {
    const metrics = createMetrics();
    expect(await metrics.registry.metrics()).not.toContain('runledger_publication');
    const counts = createPublicationMetrics(metrics);
    counts.transactions.inc();
    counts.records.inc(35);
    counts.interruptions.inc(2);
    measurePublicationLag(metrics, { seconds: 1.5, positions: 12 });
    const lines = (await metrics.registry.metrics()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'runledger_publication_transactions_total 1',
        'runledger_publication_records_total 35',
        'runledger_publication_interruptions_total 2',
        'runledger_publication_fences_total 0',
        'runledger_publication_lag_seconds 1.5',
        'runledger_publication_lag_positions 12',
      ]),
    );
  });

  it('of two servers in one process are counted apart', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.groupSize.observe(1);
    expect(await one.registry.metrics()).toContain('runledger_append_group_size_count 1');
    expect(await other.registry.metrics()).toContain('runledger_append_group_size_count 0');
  });
});
