import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger, Metrics } from '@app/runtime';

const UNROUTED = 'none';

/** Logs and counts every answer once it is out; a stream also when its reader leaves it, which is no slow answer. */
export function recordAnswers(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  const record = (request: FastifyRequest, reply: FastifyReply): void => {
    const { method, id, verdict } = request;
    const { statusCode: status, elapsedTime: ms } = reply;
    const { template: route = UNROUTED, streams = false } = request.routeOptions.config;
    metrics.requests.inc({ method, route, status });
    if (!streams) metrics.requestSeconds.observe({ method, route }, ms / 1000);
    if (verdict !== null) {
      metrics.verdicts.inc({ status: verdict.status, rule: verdict.rule ?? 'none' });
    }
    logger.info(
      { method, route, status, ms: Math.round(ms * 1000) / 1000, requestId: id, verdict },
      'answered',
    );
  };
  fastify.addHook('onResponse', (request, reply, done) => {
    record(request, reply);
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw } = reply;
    if (request.routeOptions.config.streams === true) {
      raw.once('close', () => {
        if (!raw.writableFinished) record(request, reply);
      });
    }
    done();
  });
}
