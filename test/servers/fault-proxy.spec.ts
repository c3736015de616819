import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { openFaultProxy, type FaultProxy } from './fault-proxy.mjs';

/** Answers each request with itself, and keeps what it was sent. */
type Echo = Readonly<{ server: Server; port: number; received: () => string; sockets: Socket[] }>;

async function startEcho(): Promise<Echo> {
  const sockets: Socket[] = [];
  let received = '';
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.setEncoding('utf8').on('data', (text: string) => {
      received += text;
      socket.write(text);
    });
    socket.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, port, received: () => received, sockets };
}

/** A connection through the proxy that keeps what it is answered. */
type Caller = Readonly<{ socket: Socket; answered: () => string; closed: () => Promise<void> }>;

async function call({ host, port }: FaultProxy): Promise<Caller> {
  const socket = connect(port, host);
  let answered = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answered += text));
  const ended = new Promise<void>((done) => socket.on('close', () => done()));
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return { socket, answered: () => answered, closed: () => ended };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

let echo: Echo;
let proxy: FaultProxy;

beforeEach(async () => {
  echo = await startEcho();
  proxy = await openFaultProxy({ port: echo.port });
});

afterEach(async () => {
  await proxy.close();
  for (const socket of echo.sockets) socket.destroy();
  echo.server.close();
  await once(echo.server, 'close');
});

it('relays requests and answers', async () => {
  const caller = await call(proxy);
  caller.socket.write('hello');
  await until(() => caller.answered() === 'hello');
  expect(Object.values(proxy.faults)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

it('hands on the end of a caller, and then the rest of its answers', async () => {
  const caller = await call(proxy);
  caller.socket.end('last words');
  await caller.closed();
  expect(caller.answered()).toBe('last words');
  await until(() => proxy.connections() === 0);
});

it('refuses connections until it accepts them again', async () => {
  const caller = await call(proxy);
  await proxy.refuse();
  await caller.closed();
  await expect(call(proxy)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await proxy.accept();
  const next = await call(proxy);
  next.socket.write('back');
  await until(() => next.answered() === 'back');
  expect(proxy.faults.refused).toBe(1);
});

it('cuts the connections there are, new ones pass', async () => {
  const callers = [await call(proxy), await call(proxy)];
  await until(() => proxy.connections() === 2);
  proxy.cut();
  for (const { closed } of callers) await closed();
  const next = await call(proxy);
  next.socket.write('anew');
  await until(() => next.answered() === 'anew');
  expect(proxy.faults.cut).toBe(2);
});

it('cuts before a request: the server never sees it', async () => {
  const caller = await call(proxy);
  proxy.cutBeforeRequest();
  caller.socket.write('never seen');
  await caller.closed();
  const next = await call(proxy);
  next.socket.write('seen');
  await until(() => next.answered() === 'seen');
  expect(echo.received()).toBe('seen');
  expect(proxy.faults.cutBeforeRequest).toBe(1);
});

it('cuts after a request: the server sees it, the answer is lost', async () => {
  const caller = await call(proxy);
  caller.socket.write('first ');
  await until(() => caller.answered() === 'first ');
  proxy.cutAfterRequest();
  caller.socket.write('second');
  await caller.closed();
  expect(echo.received()).toBe('first second');
  expect(caller.answered()).toBe('first ');
  expect(proxy.faults.cutAfterRequest).toBe(1);
});

it('lets a watcher choose the request that a fault hits', async () => {
  const { port } = echo;
  const watched = await openFaultProxy({ port, watch: () => (bytes) => choose(bytes) });
  const choose = (bytes: Buffer): void => {
    if (bytes.toString() === 'chosen') watched.cutBeforeRequest();
  };
  const caller = await call(watched);
  caller.socket.write('other ');
  await until(() => caller.answered() === 'other ');
  caller.socket.write('chosen');
  await caller.closed();
  expect(echo.received()).toBe('other ');
  await watched.close();
});

it('loses answers until it lets them pass', async () => {
  const caller = await call(proxy);
  proxy.loseAnswers();
  caller.socket.write('lost ');
  await until(() => echo.received() === 'lost ' && proxy.faults.lost === 1);
  proxy.pass();
  caller.socket.write('heard');
  await until(() => caller.answered() !== '');
  expect(caller.answered()).toBe('heard');
});

it('holds everything while it stalls, and then goes on', async () => {
  const caller = await call(proxy);
  const started = performance.now();
  proxy.stall(80);
  caller.socket.write('late');
  await until(() => caller.answered() === 'late');
  expect(performance.now() - started).toBeGreaterThanOrEqual(80);
  expect(proxy.faults.stalled).toBe(1);
});

it('ends a stall when told to pass', async () => {
  const caller = await call(proxy);
  proxy.stall(600_000);
  caller.socket.write('a');
  await turn();
  proxy.pass();
  await until(() => caller.answered() === 'a');
});

it('delays answers, and none overtakes another', async () => {
  const caller = await call(proxy);
  const started = performance.now();
  proxy.delay(60);
  caller.socket.write('slow ');
  await until(() => proxy.faults.delayed === 1);
  proxy.pass();
  caller.socket.write('quick');
  await until(() => echo.received() === 'slow quick');
  await until(() => caller.answered() === 'slow quick');
  expect(performance.now() - started).toBeGreaterThanOrEqual(60);
});

it('holds a server back whose answers are not read', async () => {
  const caller = await call(proxy);
  caller.socket.pause();
  await until(() => echo.sockets.length === 1);
  const [sender] = echo.sockets;
  for (let turns = 0; turns < 64; turns++) sender?.write(Buffer.alloc(1_000_000));
  for (let turns = 0; turns < 500; turns++) await turn();
  expect(sender?.writableLength).toBeGreaterThan(0);
  caller.socket.resume();
  await until(() => sender?.writableLength === 0);
});
