import { WrongExpectedVersionError } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { event, events, read, textOf } from '../contract/events.fixture.js';
import { EventTooLarge, OutcomeUnknown, StoreUnavailable, WrongRevision } from '../errors.js';
import { NO_STREAM, revision } from '../event-store.js';
import { Appender } from './append.js';
import { Connection } from './connection.js';
import { DriverReads } from './driver-reads.js';
import { Namespace } from './namespace.js';
import { Reader } from './read.js';
import { newNamespace, served } from './server.fixture.js';
import { parseEventStoreUrl } from './url.js';

const { server, proxy, throughProxy, direct } = served();

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await nextTurn();
};

describe('an append', () => {
  it('is JSON that others can read, and metadata as it was given', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, [{ ...event('{"n":[1,null]}'), metadata: '{"m":"ü"}' }]);
    expect(await read(direct(), 'a')).toMatchObject([
      { data: '{"n":[1,null]}', metadata: '{"m":"ü"}' },
    ]);
  });

  it('whose answer is lost is sent again and gets it, written once', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(1));
    const second = events(2);
    proxy().cutAfterRequest();
    const appended = await store.append('a', revision(0n), second);
    expect(proxy().faults.cutAfterRequest).toBe(1);
    const found = await read(direct(), 'a');
    expect(found).toHaveLength(3);
    expect(found.at(-1)).toMatchObject({ ...appended, id: second[1]?.id });
  });

  it('that never arrived is sent again', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(1));
    proxy().cutBeforeRequest();
    expect(await store.append('a', revision(0n), events(1))).toMatchObject({ revision: 1n });
    expect(await read(direct(), 'a')).toHaveLength(2);
  });

  it('that gets no answer in time is sent again', async () => {
    const store = throughProxy({ patience: 200 });
    await store.append('a', NO_STREAM, events(1));
    proxy().loseAnswers();
    const appended = store.append('a', revision(0n), events(1));
    await until(() => proxy().faults.lost > 0);
    proxy().cut();
    proxy().pass();
    expect(await appended).toMatchObject({ revision: 1n });
    expect(await read(direct(), 'a')).toHaveLength(2);
  });

  it('without an answer has an unknown outcome when its time is over', async () => {
    const store = throughProxy({ patience: 100, deadline: 300 });
    await store.append('a', NO_STREAM, events(1));
    proxy().loseAnswers();
    const appended = store.append('a', revision(0n), events(1));
    await expect(appended).rejects.toBeInstanceOf(OutcomeUnknown);
    await expect(appended).rejects.toThrow(
      `EVENTSTORE_URL: 127.0.0.1:${proxy().port} gives no answer within`,
    );
    expect(await read(direct(), 'a')).toHaveLength(2);
  });

  it('of unknown outcome stays so when the store is away as it is sent again', async () => {
    const store = throughProxy({ deadline: 400 });
    await store.append('a', NO_STREAM, events(1));
    proxy().loseAnswers();
    const appended = store.append('a', revision(0n), events(1));
    await until(() => proxy().faults.lost > 0);
    await proxy().refuse();
    await expect(appended).rejects.toBeInstanceOf(OutcomeUnknown);
    await expect(appended).rejects.toThrow('refuses the connection');
  });

  it('has not been written if the store was away from the beginning', async () => {
    const store = throughProxy();
    await proxy().refuse();
    const refused = store.append('a', NO_STREAM, events(1));
    await expect(refused).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refused).rejects.toThrow(
      `EVENTSTORE_URL: 127.0.0.1:${proxy().port} refuses the connection`,
    );
    await proxy().accept();
    expect(await store.append('a', NO_STREAM, events(1))).toMatchObject({ revision: 0n });
  });

  it('lands once, as all that were under way with it when the connection was cut', async () => {
    const store = throughProxy();
    await store.append('warm', NO_STREAM, events(1));
    const streams = Array.from({ length: 40 }, (_, nth) => `s${nth}`);
    const appended = streams.map((stream) => store.append(stream, NO_STREAM, [event(textOf(500))]));
    await nextTurn();
    proxy().cut();
    expect(new Set((await Promise.all(appended)).map(({ revision }) => revision))).toEqual(
      new Set([0n]),
    );
    const past = direct();
    for (const stream of streams) expect(await read(past, stream)).toHaveLength(1);
  });

  it('of several events may be too large for the server', async () => {
    const store = throughProxy();
    const large = [event(textOf(600_000)), event(textOf(600_000))];
    await expect(store.append('a', NO_STREAM, large)).rejects.toBeInstanceOf(EventTooLarge);
    expect(await read(store, 'a')).toEqual([]);
  });

  it('that was hidden meanwhile tells a place that is not before its own', async () => {
    const store = throughProxy();
    const first = events(2);
    await store.append('a', NO_STREAM, first);
    const { position } = await store.append('a', revision(1n), events(1));
    await store.truncateBefore('a', revision(2n));
    expect(await store.append('a', NO_STREAM, first)).toEqual({ revision: 1n, position });
  });
});

describe('a server that has forgotten an append', () => {
  const opened: Connection[] = [];
  afterEach(() => Promise.all(opened.splice(0).map((connection) => connection.close())));

  /** Its server answers what was written with a conflict. */
  function forgetful(): Appender {
    const url = parseEventStoreUrl(server().url);
    const connection = new Connection(url);
    opened.push(connection);
    const { signal } = new AbortController();
    const namespace = new Namespace(newNamespace());
    const reader = new Reader(new DriverReads(connection, 5_000, signal), namespace);
    const limits = { patience: 5_000, deadline: 5_000, inFlight: 1 };
    return new Appender(
      {
        answered: () => connection.answered(),
        failed: (error, client) => connection.failed(error, client),
        async client() {
          const client = await connection.client();
          const append = client.appendToStream.bind(client);
          client.appendToStream = async (streamName, given, options) => {
            const { nextExpectedRevision: current } = await append(streamName, given, options);
            client.appendToStream = append;
            const versions = { streamName, current, expected: 'no_stream' as const };
            throw new WrongExpectedVersionError(null as never, versions);
          };
          return client;
        },
      },
      reader,
      namespace,
      limits,
      signal,
    );
  }

  it('is not believed when the events are there', async () => {
    expect(await forgetful().append('a', NO_STREAM, events(3))).toMatchObject({ revision: 2n });
  });

  it('is believed when they are not', async () => {
    const appender = forgetful();
    await appender.append('a', NO_STREAM, events(1));
    const refused = appender.append('a', NO_STREAM, events(1));
    await expect(refused).rejects.toBeInstanceOf(WrongRevision);
  });
});
