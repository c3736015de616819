import { createLogger } from '@app/runtime';
import { PublicationUnavailable } from '../errors.js';
import { openPublication } from '../open-publication.js';
import { checkpoint, numbered } from '../publication.fixture.js';
import type { Publication } from '../publication.js';
import { describeOnCluster } from '../../../../test/servers/kafka/brokers.fixture.js';
import type { KafkaSettings } from './kafka-client.js';
import { settingsOf } from './test-topics.fixture.js';

const ASKING = [
  'listener.security.protocol.map=CLIENT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT',
  'sasl.enabled.mechanisms=PLAIN',
  'sasl.mechanism.inter.broker.protocol=PLAIN',
  'listener.name.client.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="secret" user_app="secret";',
].flatMap((line) => ['--set', line]);

describeOnCluster('a broker that asks for a password', { options: ASKING }, (kafka) => {
  let logged: string;
  const open = (kafkaSasl: KafkaSettings['kafkaSasl']): Promise<Publication> => {
    logged = '';
    const logger = createLogger('debug', { write: (line) => (logged += line) });
    const settings = settingsOf(kafka.brokers(), kafka.newPrefix());
    return openPublication({ ...settings, kafkaSasl }, 'ledger', logger);
  };

  it('lets in who has it', async () => {
    const publication = await open({ mechanism: 'plain', username: 'app', password: 'secret' });
    const held = await publication.take(new AbortController().signal);
    await held.publish(numbered(3, 1), checkpoint(1));
    await held.release();
    await publication.close();
    expect(logged).not.toContain('secret');
  });

  it('refuses a wrong one, which is told at once and nowhere shown', async () => {
    const begun = performance.now();
    const refused = open({ mechanism: 'plain', username: 'app', password: 'guessed' });
    await expect(refused).rejects.toMatchObject({
      constructor: PublicationUnavailable,
      message: expect.stringMatching(/^KAFKA_SASL is not accepted: (?!.*guessed)/),
      cause: expect.not.objectContaining({ message: expect.stringContaining('guessed') }),
    });
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(logged).not.toContain('guessed');
  });

  it('refuses a mechanism that it does not know', async () => {
    const refused = open({ mechanism: 'scram-sha-512', username: 'app', password: 'secret' });
    await expect(refused).rejects.toThrow(/^KAFKA_SASL is not accepted: .*mechanism/);
  });

  it('hangs up on who names none', async () => {
    await expect(open(null)).rejects.toThrow(/has broken the connection: it may want KAFKA_SASL/);
  });
});
