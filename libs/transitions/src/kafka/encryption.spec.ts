import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@app/runtime';
import { describeOnCluster } from '../../../../test/servers/kafka/brokers.fixture.js';
import { selfSigned } from '../../../../test/servers/self-signed.mjs';
import { openPublication } from '../open-publication.js';
import { checkpoint, numbered } from '../publication.fixture.js';
import type { Publication } from '../publication.js';
import type { KafkaSettings } from './kafka-client.js';
import { settingsOf } from './test-topics.fixture.js';

const directory = mkdtempSync(join(tmpdir(), 'runledger-tls-'));
const { key, certificate } = selfSigned();
const authority = join(directory, 'authority.pem');
const identity = join(directory, 'identity.pem');
writeFileSync(authority, certificate);
writeFileSync(identity, key + certificate);

const ENCRYPTING = [
  'listener.security.protocol.map=CLIENT:SSL,CONTROLLER:PLAINTEXT',
  'ssl.keystore.type=PEM',
  `ssl.keystore.location=${identity}`,
  'ssl.truststore.type=PEM',
  `ssl.truststore.location=${authority}`,
].flatMap((line) => ['--set', line]);

describeOnCluster('a broker that speaks TLS', { options: ENCRYPTING }, (kafka) => {
  afterAll(() => rmSync(directory, { recursive: true }));

  const open = (settings: Pick<KafkaSettings, 'kafkaTls' | 'kafkaTlsCa'>): Promise<Publication> =>
    openPublication(
      { ...settingsOf(kafka.brokers(), kafka.newPrefix()), ...settings },
      'ledger',
      createLogger('silent'),
    );

  it('is published to where its authority is known', async () => {
    const publication = await open({ kafkaTls: true, kafkaTlsCa: authority });
    const held = await publication.take(new AbortController().signal);
    await held.publish(numbered(3, 1), checkpoint(1));
    await held.release();
    await publication.close();
  });

  it('is not trusted where it is not', async () => {
    const opening = open({ kafkaTls: true, kafkaTlsCa: null });
    await expect(opening).rejects.toThrow(/^KAFKA_BROKERS: .* not trusted: set KAFKA_TLS_CA/);
  });

  it('needs a file of the authority that can be read', async () => {
    const opening = open({ kafkaTls: true, kafkaTlsCa: join(directory, 'none.pem') });
    await expect(opening).rejects.toThrow(/^KAFKA_TLS_CA: .*none\.pem cannot be read/);
  });
});
