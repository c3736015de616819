import { ConnectionStringInvalid, hostsOf, parseEventStoreUrl } from './url.js';

describe('a connection string', () => {
  it('names one node, by its default port if it says none', () => {
    const { endpoints, discover } = parseEventStoreUrl('esdb://localhost?tls=false');
    expect(endpoints).toEqual([{ address: 'localhost', port: 2113 }]);
    expect(discover).toBe(false);
  });

  it('names the nodes of a cluster', () => {
    expect(hostsOf(parseEventStoreUrl('esdb://a:1,b,10.0.0.3:3/'))).toBe('a:1, b:2113, 10.0.0.3:3');
  });

  it('names a cluster by one name', () => {
    const { endpoints, discover } = parseEventStoreUrl('esdb+discover://cluster.example:2113');
    expect([endpoints.length, discover]).toEqual([1, true]);
  });

  it('may be one of KurrentDB', () => {
    const options = '://a:1,b:2?nodePreference=leader';
    expect(parseEventStoreUrl(`kurrentdb${options}`)).toEqual(parseEventStoreUrl(`esdb${options}`));
    expect(parseEventStoreUrl('kurrentdb+discover://a').discover).toBe(true);
  });

  it('has user and password percent-encoded', () => {
    const { credentials } = parseEventStoreUrl('esdb://o%40ps:p%3A%2Fss@a');
    expect(credentials).toEqual({ username: 'o@ps', password: 'p:/ss' });
  });

  it('has the options of the client, in its spellings', () => {
    const { options } = parseEventStoreUrl(
      'esdb://a?tls=true&tls_ca_file=%2Fca.pem&KeepAliveInterval=-1&node-preference=ReadOnlyReplica&connectionName=a%20b',
    );
    expect(options).toEqual({
      tls: true,
      tlsCAFile: '/ca.pem',
      keepAliveInterval: -1,
      nodePreference: 'read_only_replica',
      connectionName: 'a b',
    });
  });

  it.each([
    ['http://localhost:2113', 'must look like esdb://'],
    ['localhost:2113', 'must look like esdb://'],
    ['esdb://', 'must look like esdb://'],
    ['esdb://user@a', 'must look like esdb://'],
    ['esdb://user:p@ss@a', 'must look like esdb://'],
    ['esdb://user:%zz@a', 'must have user and password percent-encoded'],
    ['esdb://a:port', 'must have hosts'],
    ['esdb://a:0', 'must have hosts'],
    ['esdb://a:65536', 'must have hosts'],
    ['esdb://a,,b', 'must have hosts'],
    ['esdb+discover://a,b', 'must have one host after +discover'],
    ['esdb://a?tlss=false', 'has an option that is not known: there are maxDiscoverAttempts'],
    ['esdb://a?tls=yes', 'has an option tls that must be true or false'],
    ['esdb://a?tls', 'has an option tls that must be given'],
    ['esdb://a?tlsVerifyCert=false', 'has an option tlsVerifyCert that must be true'],
    ['esdb://a?throwOnAppendFailure=false', 'has an option throwOnAppendFailure that must be true'],
    ['esdb://a?gossipTimeout=1.5', 'has an option gossipTimeout that must be a whole number'],
    ['esdb://a?maxDiscoverAttempts=0', 'must be a whole number, 1 or more'],
    ['esdb://a?nodePreference=nearest', 'must be leader or follower or'],
    ['esdb://a?userCertFile=a', 'must have both the options userCertFile and userKeyFile'],
  ])('is none if it is %s', (text, fault) => {
    const parse = () => parseEventStoreUrl(text);
    expect(parse).toThrow(ConnectionStringInvalid);
    expect(parse).toThrow(/^EVENTSTORE_URL /);
    expect(parse).toThrow(fault);
  });

  it.each(['esdb://me:s3cret@a:port', 'esdb://me:12?s3cret@a', 'esdb://me:x@s3cret@a', 's3cret'])(
    'keeps what it holds to itself: %s',
    (text) => {
      expect(() => parseEventStoreUrl(text)).toThrow(/^(?!.*s3cret)/);
    },
  );
});
