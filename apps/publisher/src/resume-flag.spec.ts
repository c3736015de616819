import { ConfigurationInvalid } from '@app/runtime';
import { resumeFlagOf } from './resume-flag.js';

describe('the arguments of a publisher', () => {
  it('say where to go on, or nothing', () => {
    expect(resumeFlagOf([])).toBeNull();
    expect(resumeFlagOf(['--from-beginning'])).toBe('from-beginning');
    expect(resumeFlagOf(['--adopt'])).toBe('adopt');
  });

  it.each([
    [
      ['--form-beginning'],
      '--form-beginning is no argument: there are --from-beginning and --adopt',
    ],
    [['toString'], 'toString is no argument'],
    [['--adopt', '--from-beginning'], '--adopt and --from-beginning exclude each other'],
  ])('are refused where they are %j', (args, message) => {
    expect(() => resumeFlagOf(args)).toThrow(ConfigurationInvalid);
    expect(() => resumeFlagOf(args)).toThrow(message);
  });
});
