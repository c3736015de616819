import { createReadiness } from './health.js';

describe('readiness', () => {
  it('names the parts that fail, and why, as long as they do', () => {
    const readiness = createReadiness();
    let reason: string | null = 'stopped at position 7';
    readiness.watch('projector', () => reason);
    readiness.watch('log', () => null);
    expect(readiness.failing()).toEqual({ projector: 'stopped at position 7' });
    reason = null;
    expect(readiness.failing()).toEqual({});
  });

  it('lets no part hide the failure of another', () => {
    const readiness = createReadiness();
    readiness.watch('log', () => 'full');
    expect(() => readiness.watch('log', () => null)).toThrow('log is watched already');
  });
});
