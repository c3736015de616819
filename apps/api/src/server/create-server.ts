import type { FastifyCorsOptions } from '@fastify/cors';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  NestLogger,
  type Configuration,
  type Logger,
  type Metrics,
  type Readiness,
} from '@app/runtime';
import { FrameModule } from '../frame/frame.module.js';
import { serveOpenApi } from '../frame/open-api.js';
import { recordAnswers } from './answered.js';
import { checkApiVersion } from './api-version.js';
import { requireCredentials } from './authentication.js';
import { BODY_LIMIT, parseBodies } from './body-parser.js';
import { ErrorFilter } from './error.filter.js';
import { endConnectionsOnClose } from './graceful-close.js';
import { giveContext, requestIdOf } from './request-context.js';
import { tableRoutes } from './route-table.js';
import { answerUndecodable, answerUnrouted } from './unrouted.js';

/** What a server is given beside its controllers. */
export type ServerParts = Readonly<{
  configuration: Pick<Configuration, 'auth' | 'corsOrigins'>;
  logger: Logger;
  metrics: Metrics;
  readiness: Readiness;
}>;

@Module({})
class Server {}

/**
 * An HTTP server of the module's controllers under `/api`, with the frame around them: health, metrics, documentation
 * and the answers to what is no request of theirs. `listen` begins; `close` finishes the begun requests.
 */
export async function createServer(
  module: Type | DynamicModule,
  { configuration, logger, metrics, readiness }: ServerParts,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(FASTIFY_OPTIONS);
  const fastify = adapter.getInstance();
  const routes = tableRoutes(fastify);
  parseBodies(fastify);
  giveContext(fastify);
  recordAnswers(fastify, logger, metrics);
  if (configuration.auth !== null) requireCredentials(fastify, configuration.auth);
  answerUnrouted(fastify, routes);
  checkApiVersion(fastify);
  endConnectionsOnClose(fastify);

  const root = { module: Server, imports: [FrameModule.of(readiness, metrics), module] };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    abortOnError: false, // throw, and leave the end of the process to who began it
    bodyParser: false,
    logger: new NestLogger(logger),
  });
  app.setGlobalPrefix('api', { exclude: ['metrics'] });
  app.useGlobalFilters(new ErrorFilter(logger));
  if (configuration.corsOrigins.length > 0) app.enableCors(corsOptions(configuration.corsOrigins));
  serveOpenApi(app);
  return app;
}

const FASTIFY_OPTIONS = {
  bodyLimit: BODY_LIMIT,
  exposeHeadRoutes: false, // HEAD is 405
  frameworkErrors: answerUndecodable,
  genReqId: requestIdOf,
  keepAliveTimeout: 75_000, // ms; clients keep idle connections for 25 s and must not find them closed
  routerOptions: { maxParamLength: 16_384 }, // as long as a head may be
} as const;

const corsOptions = (origins: readonly string[]): FastifyCorsOptions => ({
  origin: origins.includes('*') ? '*' : [...origins],
  credentials: !origins.includes('*'),
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: [
    'ETag',
    'Retry-After',
    'Runledger-Decision',
    'Runledger-Position',
    'Runledger-Repeated',
    'X-Request-Id',
  ],
});
