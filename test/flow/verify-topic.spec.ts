import { execFile } from 'node:child_process';
import { openSqliteLogReader, position, START } from '@app/event-store';
import { loggedEventOf } from '@app/ledger';
import { createLogger } from '@app/runtime';
import { openPublishedTopics, type PublicRecord } from '@app/transitions';
import {
  verifyTopicCommand,
  type VerifyTopicOptions,
} from '../../apps/cli/src/verify-topic/verify-topic.command.js';
import { describeOnKafka } from '../servers/kafka/brokers.fixture.js';
import { settingsOf } from '../../libs/transitions/src/kafka/test-topics.fixture.js';
import { PublishedLedger, type Given } from './published-ledger.fixture.js';

const RUNS = 8; // of three transitions each; the first is deleted
const MAIN = 'dist/apps/cli/src/main.js';

describeOnKafka('verify-topic', 1, ({ brokers, newPrefix }) => {
  let house: PublishedLedger;
  let given: Given;
  beforeAll(async () => {
    house = await PublishedLedger.open();
    const ids: string[] = [];
    for (let nth = 0; nth < RUNS; nth += 1) ids.push(await house.live(`run ${nth}`));
    await house.delete(ids[0] ?? '');
    given = await house.given();
  });
  afterAll(() => house.close());

  let prefix: string;
  beforeEach(() => {
    prefix = newPrefix();
  });
  const publish = (records: readonly PublicRecord[] = given.records): Promise<void> =>
    house.publish({ ...given, records }, brokers(), prefix);

  async function verify(
    options: Partial<VerifyTopicOptions> = {},
    ledger = house,
  ): Promise<Readonly<{ isGood: boolean; lines: readonly string[]; printed: string }>> {
    let printed = '';
    const reader = openSqliteLogReader(ledger.directory, null);
    const isGood = await verifyTopicCommand(
      { after: START, to: null, json: false, topicPrefix: prefix, ...options },
      {
        openLog: async () => ({
          log: { store: reader, eventOf: loggedEventOf },
          identity: ledger.ledger.identity,
          close: async () => reader.close(),
        }),
        openTopics: () =>
          openPublishedTopics(settingsOf(brokers(), prefix), createLogger('silent')),
        progress: { write: () => undefined },
        report: { write: (text) => (printed += text) },
        signal: new AbortController().signal,
      },
    );
    return { isGood, lines: printed.trimEnd().split('\n'), printed };
  }

  const transitions = (): readonly PublicRecord[] =>
    given.records.filter(({ topic }) => topic === 'transitions');
  const nthTransition = (nth: number): PublicRecord => {
    const record = transitions()[nth];
    if (record === undefined) throw new Error(`there is no transition ${nth}`);
    return record;
  };
  const summary = (found: string): string =>
    `24 transitions, 7 current states of 8 runs to position ${given.position}: ${found}`;

  it('finds nothing in good topics', async () => {
    await publish();
    expect(await verify()).toMatchObject({
      isGood: true,
      lines: [summary('0 missing, 0 repeated, 0 misordered, 0 altered, 0 old, 0 unexpected')],
    });
  });

  it('finds a record that was left out', async () => {
    const left = nthTransition(10);
    await publish(given.records.filter((record) => record !== left));
    const { isGood, lines } = await verify();
    expect(isGood).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(
        `^missing: ${prefix}task-run.transitions.v1 partition \\d+, key ${left.key}, event ${left.headers.ce_id}$`,
      ),
      summary('1 missing, 0 repeated, 0 misordered, 0 altered, 0 old, 0 unexpected'),
    ]);
  });

  it('finds a record that was sent twice', async () => {
    const twice = nthTransition(10);
    await publish(given.records.flatMap((record) => (record === twice ? [twice, twice] : record)));
    const { isGood, lines } = await verify();
    expect(isGood).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(
        `^repeated: ${prefix}task-run.transitions.v1 partition \\d+ offset \\d+, key ${twice.key}, event ${twice.headers.ce_id}$`,
      ),
      summary('0 missing, 1 repeated, 0 misordered, 0 altered, 0 old, 0 unexpected'),
    ]);
  });

  it('finds two records that were exchanged', async () => {
    const [first, second] = [nthTransition(10), nthTransition(11)];
    expect(second.key).toBe(first.key);
    const exchanged = new Map([
      [first, second],
      [second, first],
    ]);
    await publish(given.records.map((record) => exchanged.get(record) ?? record));
    const { isGood, lines } = await verify();
    expect(isGood).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(
        `^misordered: .* event ${first.headers.ce_id}, follows on event ${second.headers.ce_id}$`,
      ),
      summary('0 missing, 0 repeated, 1 misordered, 0 altered, 0 old, 0 unexpected'),
    ]);
  });

  it('finds a record that was altered', async () => {
    const altered = nthTransition(10);
    const value = (altered.value ?? '').replace('"transition":2', '"transition":3');
    expect(value).not.toBe(altered.value);
    await publish(
      given.records.map((record) => (record === altered ? { ...altered, value } : record)),
    );
    const { isGood, lines } = await verify();
    expect(isGood).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(`^altered: .* event ${altered.headers.ce_id}$`),
      summary('0 missing, 0 repeated, 0 misordered, 1 altered, 0 old, 0 unexpected'),
    ]);
  });

  it('finds a current state that is old', async () => {
    const { key } = nthTransition(RUNS * 3 - 1);
    const last = given.records.findLast(
      (record) => record.topic === 'states' && record.key === key,
    );
    await publish(given.records.filter((record) => record !== last));
    const { isGood, lines } = await verify();
    expect(isGood).toBe(false);
    expect(lines).toEqual([
      expect.stringMatching(
        `^old: ${prefix}task-run.state.v1 partition \\d+ offset \\d+, key ${key}, event .*, tells event `,
      ),
      summary('0 missing, 0 repeated, 0 misordered, 0 altered, 1 old, 0 unexpected'),
    ]);
  });

  it('does not mind that the service has moved since', async () => {
    await publish(
      given.records.map((record) => {
        const { ce_dataschema: schema } = record.headers;
        if (schema === undefined) return record;
        const moved = schema.replace('http://a.example', 'https://b.example/behind');
        return { ...record, headers: { ...record.headers, ce_dataschema: moved } };
      }),
    );
    expect((await verify()).isGood).toBe(true);
  });

  it('judges a range of the log', async () => {
    const left = nthTransition(0);
    await publish(given.records.filter((record) => record !== left));
    const end = given.position - 1n;
    const { lines } = await verify({ after: position(10n), to: position(end) });
    expect(lines).toEqual([expect.stringMatching(`to position ${end}: 0 missing, 0 repeated`)]);
    expect((await verify({ to: position(10n) })).isGood).toBe(false);
  });

  it('tells programs all that it finds', async () => {
    await publish([...given.records.slice(1), nthTransition(3)]);
    const { printed } = await verify({ json: true });
    const report = JSON.parse(printed) as Record<string, unknown>;
    expect(report).toMatchObject({
      checkpoint: given.position.toString(),
      transitions: 24,
      counts: { missing: 1, repeated: 1, misordered: 0, altered: 0, old: 0, unexpected: 0 },
    });
    expect(report.findings).toContainEqual({
      kind: 'repeated',
      topic: `${prefix}task-run.transitions.v1`,
      partition: expect.any(Number),
      offset: expect.stringMatching(/^\d+$/),
      key: nthTransition(3).key,
      eventId: nthTransition(3).headers.ce_id,
      note: null,
    });
  });

  it('does not compare with the topics of another ledger', async () => {
    await publish();
    const other = await PublishedLedger.open();
    await expect(verify({}, other)).rejects.toMatchObject({
      name: 'PublicationRefused',
      message: expect.stringContaining(`are those of ledger ${house.ledger.identity.ledgerId}`),
    });
    other.close();
  });

  it('says what waits to be published', async () => {
    await publish();
    await house.live('one more');
    const { isGood, lines } = await verify();
    expect(isGood).toBe(true);
    expect(lines[0]).toBe('3 events in the log wait to be published.');
  });

  describe('as the command that is built', () => {
    const run = (
      args: readonly string[],
      settings: Readonly<Record<string, string>>,
    ): Promise<Readonly<{ code: number; stdout: string; stderr: string }>> =>
      new Promise((resolve) => {
        const env = { ...process.env, NODE_OPTIONS: '', KAFKA_BROKERS: '', ...settings };
        execFile(
          process.execPath,
          [MAIN, 'verify-topic', ...args],
          { env },
          (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        );
      });
    const settings = (): Readonly<Record<string, string>> => ({
      RUNLEDGER_DATA_DIR: house.directory,
      KAFKA_BROKERS: brokers().join(),
      KAFKA_TOPIC_PREFIX: prefix,
    });

    it('ends with 0 where all is good, beside a service that has the log open', async () => {
      await publish();
      const { code, stdout } = await run([], settings());
      expect(stdout).toMatch(/\n24 transitions, .* 0 missing, 0 repeated, 0 misordered, 0 altered/);
      expect(code).toBe(0);
    });

    it('ends with 1 and one JSON document where something is wrong', async () => {
      await publish(given.records.slice(1));
      const { code, stdout } = await run(['--json'], settings());
      expect(JSON.parse(stdout)).toMatchObject({ counts: { missing: 1 } });
      expect(code).toBe(1);
    });

    it.each([
      ['without brokers', [], { KAFKA_BROKERS: '' }, 'KAFKA_BROKERS must be set'],
      ['for no position', ['--from', 'x'], {}, '--from must be a position'],
    ])('ends with 2 %s', async (_, args, wrong, said) => {
      const { code, stderr } = await run(args, { ...settings(), ...wrong });
      expect(stderr).toContain(said);
      expect(code).toBe(2);
    });
  });
});
