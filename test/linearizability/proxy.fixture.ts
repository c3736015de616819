import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Passed = Readonly<{
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}>;

/** What a proxy does with a call: `pass` brings the service's answer. Null cuts the caller off. */
export type Harm = (call: string, pass: () => Promise<Passed>) => Promise<Passed | null>;

/** A replica behind somebody who does harm. */
export class Proxy {
  readonly #server: Server;

  constructor(base: string, harm: Harm) {
    const { origin } = new URL(base);
    this.#server = createServer((request, response) => {
      void (async () => {
        const body = await text(request);
        const call = `${request.method ?? ''} ${request.url ?? ''}`;
        const answer = await harm(call, () => pass(origin, request, body));
        if (answer === null) response.destroy();
        else response.writeHead(answer.status, answer.headers).end(answer.body);
      })().catch(() => response.destroy());
    });
  }

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

const KEPT = ['content-type', 'idempotency-key', 'if-match', 'etag', 'runledger-repeated'];

async function pass(origin: string, request: IncomingMessage, body: string): Promise<Passed> {
  const { method = '', url = '', headers } = request;
  const answer = await fetch(origin + url, {
    method,
    headers: kept(new Headers(headers as Record<string, string>)),
    body: body === '' ? null : body,
  });
  return { status: answer.status, headers: kept(answer.headers), body: await answer.text() };
}

const kept = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => KEPT.includes(name)));
