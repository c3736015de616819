import { createLogger, createMetrics, SharedPosition } from '@app/runtime';
import { reportPublisher } from './publisher-report.js';

describe('the report of a publisher', () => {
  const metrics = createMetrics();
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const published = new SharedPosition();
  const told: boolean[] = [];
  const { hear, failure } = reportPublisher({ logger, metrics }, published, (standsBy) => {
    told.push(standsBy);
  });

  it('counts what is published, and how far that is', async () => {
    hear({ kind: 'resumed', position: 4n });
    expect(published.value).toBe(4n);
    hear({ kind: 'published', records: 35, position: 9n });
    hear({ kind: 'published', records: 0, position: 12n });
    expect(published.value).toBe(12n);
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/^runledger_publication_transactions_total 2$/m);
    expect(text).toMatch(/^runledger_publication_records_total 35$/m);
  });

  it('counts what went wrong, and logs it', async () => {
    hear({ kind: 'interrupted', reason: 'the reply is lost' });
    hear({ kind: 'fenced' });
    const text = await metrics.registry.metrics();
    expect(text).toMatch(/^runledger_publication_interruptions_total 1$/m);
    expect(text).toMatch(/^runledger_publication_fences_total 1$/m);
    expect(lines.join('')).toMatch(/"warn".*the reply is lost[^]*"warn".*another publisher/);
  });

  it('tells why it does not work as long as it does not', () => {
    expect(failure()).toBeNull();
    hear({ kind: 'failing', reason: 'the brokers are away' });
    expect(failure()).toBe('the brokers are away');
    hear({ kind: 'failing', reason: null });
    expect(failure()).toBeNull();
  });

  it('passes on whether another is at work', () => {
    hear({ kind: 'standing by', standsBy: true });
    hear({ kind: 'standing by', standsBy: false });
    expect(told).toEqual([true, false]);
  });
});
