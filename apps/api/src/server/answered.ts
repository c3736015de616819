import type { FastifyInstance } from 'fastify';
import type { Logger, Metrics } from '@app/runtime';

const UNROUTED = 'none';

/** Logs and counts every answer once it is out. */
export function recordAnswers(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, id, verdict } = request;
    const { statusCode: status, elapsedTime: ms } = reply;
    const route = request.routeOptions.config.template ?? UNROUTED;
    metrics.requests.inc({ method, route, status });
    metrics.requestSeconds.observe({ method, route }, ms / 1000);
    if (verdict !== null) {
      metrics.verdicts.inc({ status: verdict.status, rule: verdict.rule ?? 'none' });
    }
    logger.info(
      { method, route, status, ms: Math.round(ms * 1000) / 1000, requestId: id, verdict },
      'answered',
    );
    done();
  });
}
