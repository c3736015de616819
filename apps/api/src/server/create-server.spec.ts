import { Agent } from 'node:http';
import { once, EventEmitter } from 'node:events';
import { Controller, Get, Inject, Injectable } from '@nestjs/common';
import { createLogger, createMetrics, createReadiness } from '@app/runtime';
import { createServer } from './create-server.js';
import { openServer } from './server.fixture.js';

describe('a server with CORS origins', () => {
  const preflight = (origin: string): Record<string, string> => ({
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  });

  it('lets the pages of these origins call, before it asks for credentials, and no others', async () => {
    const { app, call } = await openServer({
      corsOrigins: ['https://ui.example.org'],
      auth: { user: 'ada', password: 'x' },
    });
    const ours = await call('OPTIONS', '/api/things/', {
      headers: preflight('https://ui.example.org'),
    });
    const others = await call('OPTIONS', '/api/things/', {
      headers: preflight('https://evil.example.org'),
    });
    const refused = await call('GET', '/api/hello', {
      headers: { origin: 'https://ui.example.org' },
    });
    await app.close();
    expect([ours.status, ours.headers['access-control-allow-origin']]).toEqual([
      204,
      'https://ui.example.org',
    ]);
    expect(others.headers['access-control-allow-origin']).toBeUndefined();
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([
      401,
      'https://ui.example.org',
    ]);
    expect(refused.headers['access-control-expose-headers']).toContain('Runledger-Position');
  });

  it('has no more paths than one without', async () => {
    const { app, call } = await openServer({ corsOrigins: ['*'] });
    const answer = await call('GET', '/api/nowhere');
    await app.close();
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([404, '*']);
  });
});

describe('a server that closes', () => {
  const gate = new EventEmitter();

  @Controller('slow')
  class SlowController {
    @Get()
    async read(): Promise<string> {
      gate.emit('begun');
      await once(gate, 'open');
      return '"done"';
    }
  }

  it('takes no new connections, finishes what was begun, and does not wait for idle connections', async () => {
    const agent = new Agent({ keepAlive: true });
    const { app, call } = await openServer({}, SlowController);
    await call('GET', '/api/health', { agent });
    const begun = once(gate, 'begun');
    const slow = call('GET', '/api/slow', { agent });
    await begun;
    const closed = app.close();
    await whileAccepting(() => call('GET', '/api/health'));
    gate.emit('open');
    expect(await slow).toMatchObject({ status: 200, text: '"done"' });
    await closed;
    agent.destroy();
  });
});

/** Calls until no connection is accepted any more. */
async function whileAccepting(call: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await call();
    } catch {
      return;
    }
  }
}

describe('a server that cannot begin', () => {
  @Injectable()
  class Broken {
    constructor(@Inject('nothing') readonly nothing: unknown) {}
  }

  it('says so to who began it and leaves the process alive', async () => {
    const module = { module: class {}, providers: [Broken] };
    const parts = {
      configuration: { auth: null, corsOrigins: [] },
      logger: createLogger('silent'),
      metrics: createMetrics(),
      readiness: createReadiness(),
    };
    await expect(createServer(module, parts)).rejects.toThrow('Broken');
  });
});
