import { ConfigurationInvalid } from './configuration.js';
import { reasonOf } from './main.js';

describe('the reason why a process cannot start', () => {
  it('is a sentence where somebody can do something about it', () => {
    expect(reasonOf(new ConfigurationInvalid(['PORT must be a number']))).toBe(
      'PORT must be a number',
    );
    const taken = Object.assign(new Error('listen EADDRINUSE: address in use'), {
      syscall: 'listen',
    });
    expect(reasonOf(taken)).toBe('listen EADDRINUSE: address in use');
  });

  it('has its stack where it is a fault of ours', () => {
    expect(reasonOf(new TypeError('x is not a function'))).toMatch(/^TypeError: x is not.*\n +at /);
    expect(reasonOf(new Error('impossible'))).toMatch(/^Error: impossible\n +at /);
  });
});
