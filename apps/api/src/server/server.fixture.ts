import { request as httpRequest, type Agent, type IncomingHttpHeaders } from 'node:http';
import { Body as HttpBody, Controller, Get, Param, Post, Req, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { createLogger, createMetrics, createReadiness, type Configuration } from '@app/runtime';
import type { Body } from '../validation/body.js';
import { createServer, type ServerParts } from './create-server.js';
import { COLLECTION, uuid, uuidAt } from './route-paths.js';

/** A listening server under test, with what it was given and the lines that it logged. */
export type TestServer = ServerParts &
  Readonly<{
    app: NestFastifyApplication;
    logged: Readonly<Record<string, unknown>>[];
    call: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  }>;

export type Sent = Readonly<{
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  agent?: Agent;
}>;

export type Answer = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string }>;

type Settings = Partial<Pick<Configuration, 'auth' | 'corsOrigins'>>;

export async function openServer(settings: Settings = {}, ...more: Type[]): Promise<TestServer> {
  const logged: Record<string, unknown>[] = [];
  const parts = {
    configuration: { auth: null, corsOrigins: [], ...settings },
    logger: createLogger('info', {
      write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>),
    }),
    metrics: createMetrics(),
    readiness: createReadiness(),
  };
  const module = { module: class {}, controllers: [ThingsController, ...more] };
  const app = await createServer(module, parts);
  await app.listen(0, '127.0.0.1');
  const base = await app.getUrl();
  return {
    ...parts,
    app,
    logged,
    call: (method, path, sent = {}) => call(base, method, path, sent),
  };
}

/** Sends exactly the headers that are given: `fetch` would add a content type of its own. */
const call = (
  base: string,
  method: string,
  path: string,
  { headers, body, agent }: Sent,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const options = { hostname, port, method, path, headers, agent: agent ?? false };
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });

/** Says what of a request reaches a handler. */
@Controller('things')
class ThingsController {
  @Get(uuidAt('id'))
  read(@Param('id', uuid) id: string): string {
    return JSON.stringify({ id });
  }

  @Get('by-name/:name')
  readByName(@Param('name') name: string): string {
    return JSON.stringify({ name });
  }

  @Post(COLLECTION)
  create(@HttpBody() body: Body): string {
    return JSON.stringify(body);
  }

  @Get('bodies')
  readBody(@HttpBody() body: Body): string {
    return JSON.stringify(body);
  }

  @Post('bodies')
  createBody(@HttpBody() body: Body): string {
    return JSON.stringify(body);
  }

  @Post('count')
  count(@Req() { actor, traceparent, body }: FastifyRequest): string {
    return JSON.stringify({ actor, traceparent, body });
  }
}
