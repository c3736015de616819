import { createReadiness } from './readiness.js';

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

  it('is not lost by a part that is only mentioned', () => {
    const readiness = createReadiness();
    readiness.watch('log', () => null);
    readiness.mention('read model', () => 'away');
    readiness.measure('lag', () => 3);
    expect(readiness.failing()).toEqual({});
    expect(readiness.report()).toEqual({
      parts: { log: 'ok', 'read model': 'away' },
      figures: { lag: 3 },
    });
  });

  it('lets no part hide the failure of another', () => {
    const readiness = createReadiness();
    readiness.watch('log', () => 'full');
    expect(() => readiness.mention('log', () => null)).toThrow('log is watched already');
  });
});
