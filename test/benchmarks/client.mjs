// The load client, in a process of its own so that it does not share a core's time with what it measures. It is sent what
// to do and sends back what it found.
import autocannon from 'autocannon';
import { proposalOf } from './proposal.mjs';

process.once('message', ({ base, connections, seconds, runIds }) => {
  const milliseconds = [];
  let connected = 0;
  const load = autocannon(
    {
      url: base,
      connections,
      duration: seconds,
      setupClient: (connection) => {
        connection.setRequests(shareOf(runIds, connected, connections));
        connected += 1;
      },
    },
    (error, { duration, non2xx, errors }) => {
      if (error) throw error;
      const sorted = Float64Array.from(milliseconds).sort();
      const quantile = (share) => sorted[Math.floor(share * (sorted.length - 1))];
      process.send({
        perSecond: sorted.length / duration,
        p50: quantile(0.5),
        p97: quantile(0.97),
        p99: quantile(0.99),
        answered: sorted.length,
        refused: non2xx + errors,
      });
      process.disconnect();
    },
  );
  load.on('response', (_client, _status, _bytes, time) => milliseconds.push(time));
});

// Each connection has runs of its own and moves all of them to RUNNING and back, which is always granted.
const shareOf = (runIds, connection, connections) =>
  ['RUNNING', 'PENDING'].flatMap((type) =>
    runIds
      .filter((_, run) => run % connections === connection)
      .map((runId) => ({
        method: 'POST',
        path: `/api/task_runs/${runId}/set_state`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(proposalOf(type)),
      })),
  );
