import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ISocketFactoryArgs } from 'kafkajs';

const KEEP_ALIVE = 60_000; // ms

/**
 * The connections of a client. kafkajs hangs up only when each request was answered, and what it repeats at that time connects
 * again: once cut, there are none any more.
 */
export class Connections {
  private readonly open = new Set<Socket>();
  private isCut = false;

  /** What kafkajs asks for each connection; `ssl` is missing where they are plain, whatever its types say. */
  readonly connect = ({ host, port, ssl, onConnect }: ISocketFactoryArgs): Socket => {
    if (this.isCut) throw new Error('the connections were cut');
    const socket = isTls(ssl)
      ? connectTls({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
      : connectPlain({ host, port }, onConnect);
    socket.setKeepAlive(true, KEEP_ALIVE).setNoDelay(true);
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    return socket;
  };

  cut(): void {
    this.isCut = true;
    for (const socket of this.open) socket.destroy(new Error('the connection was cut'));
  }
}

const isTls = (ssl: unknown): boolean => Boolean(ssl);
