import type { FastifyRequest } from 'fastify';
import type { Origin } from '@app/ledger';
import type { Micros } from '@app/orchestration';

/** Where a request comes from, to be kept with what it causes. */
export const originOf = (
  { actor, id, traceparent }: FastifyRequest,
  receivedAt: Micros,
): Origin => ({
  actor,
  correlationId: id,
  traceparent,
  receivedAt,
});
