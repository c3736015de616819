import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { channelOf, settingsOf } from './driver-settings.js';
import { parseEventStoreUrl } from './url.js';

const settings = (text: string): object => settingsOf(parseEventStoreUrl(text));

describe('the settings of the driver', () => {
  it('outlive an election unless the connection string says otherwise', () => {
    expect(settings('esdb://a,b')).toMatchObject({
      endpoints: [{ address: 'a' }, { address: 'b' }],
      maxDiscoverAttempts: 50,
      discoveryInterval: 500,
    });
    expect(settings('esdb+discover://a?maxDiscoverAttempts=3&gossipTimeout=2')).toMatchObject({
      discover: { address: 'a', port: 2113 },
      maxDiscoverAttempts: 3,
      discoveryInterval: 500,
      gossipTimeout: 2,
    });
  });

  it('keep a connection alive, not more often than the server likes', () => {
    expect(settings('esdb://a')).toMatchObject({ keepAliveInterval: 10_000 });
    expect(settings('esdb://a?keepAliveInterval=-1&keepAliveTimeout=-1')).toMatchObject({
      keepAliveInterval: -1,
      keepAliveTimeout: -1,
    });
  });

  it('give each client a connection of its own', () => {
    const [one, another] = [settings('esdb://a'), settings('esdb://a')];
    expect(one).not.toEqual(another);
    expect({ ...one, keepAliveTimeout: 0 }).toEqual({ ...another, keepAliveTimeout: 0 });
  });

  it('hold the certificates of the files', () => {
    const directory = mkdtempSync(join(tmpdir(), 'runledger-tls-'));
    const file = join(directory, 'ca.pem');
    writeFileSync(file, 'CA');
    const url = parseEventStoreUrl(`esdb://a?tlsCAFile=${encodeURIComponent(file)}`);
    expect(channelOf(url)).toEqual({ rootCertificate: Buffer.from('CA') });
    rmSync(directory, { recursive: true });
    expect(() => channelOf(url)).toThrow('ENOENT');
  });

  it('go without TLS only if told', () => {
    expect(channelOf(parseEventStoreUrl('esdb://a'))).toEqual({});
    expect(channelOf(parseEventStoreUrl('esdb://a?tls=false'))).toEqual({ insecure: true });
  });
});
