import { settingsHelp } from './settings.js';

describe('the help on settings', () => {
  it('has a line for each, with its default', () => {
    expect(settingsHelp().split('\n')).toEqual([
      expect.stringMatching(/^ {2}PORT +\S.* \(default: 4200\)$/),
      expect.stringMatching(/^ {2}HOST +\S.* \(default: 127\.0\.0\.1\)$/),
      expect.stringMatching(/^ {2}RUNLEDGER_DATA_DIR +\S.* \(default: \.\/data\)$/),
      expect.stringMatching(/^ {2}RUNLEDGER_AUTH +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}RUNLEDGER_CORS_ORIGINS +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}EVENTSTORE_URL +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}EVENTSTORE_NAMESPACE +\S.* \(default: runledger\)$/),
      expect.stringMatching(/^ {2}DATABASE_URL +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}KAFKA_BROKERS +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}KAFKA_TOPIC_PREFIX +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}KAFKA_SASL +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}KAFKA_TLS +\S.* \(default: false\)$/),
      expect.stringMatching(/^ {2}KAFKA_TLS_CA +\S.* \(default: off\)$/),
      expect.stringMatching(/^ {2}RUNLEDGER_PUBLIC_URL +\S.* \(default: http:\S+\)$/),
      expect.stringMatching(/^ {2}LOG_LEVEL +\S.* \(default: info\)$/),
    ]);
  });
});
