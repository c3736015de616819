import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandalone, type Standalone } from '../support/standalone.mjs';

export type Answered = Readonly<{ status: number; headers: Headers; text: string; json: unknown }>;

/** The built service on a directory of its own, called as a stranger would. */
export class House {
  readonly directory = mkdtempSync(join(tmpdir(), 'runledger-flow-'));
  #server: Standalone | null = null;

  get server(): Standalone {
    if (this.#server === null) throw new Error('the house is not open');
    return this.#server;
  }

  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#server = await startStandalone(this.directory, settings);
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.directory, { recursive: true });
  }

  async call(
    method: string,
    path: string,
    body?: string | object,
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    const response = await fetch(this.server.base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: text === '' ? null : JSON.parse(text),
    };
  }

  post(path: string, body: string | object, headers?: Record<string, string>): Promise<Answered> {
    return this.call('POST', path, body, headers);
  }

  /** Creates a run and gives its id. */
  async run(dynamicKey: string, fields: object = {}): Promise<string> {
    const body = { task_key: 'task', dynamic_key: dynamicKey, ...fields };
    const { json } = await this.post('/task_runs/', body);
    return (json as { id: string }).id;
  }
}
