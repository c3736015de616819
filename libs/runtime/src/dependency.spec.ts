import { once, EventEmitter } from 'node:events';
import { watchDependency } from './dependency.js';

describe('a watched dependency', () => {
  it('is known to be away, and to be back', async () => {
    const heard = new EventEmitter();
    let away = true;
    const ask = () => (away ? Promise.reject(new Error('refused')) : Promise.resolve());
    const told = once(heard, 'fault');
    const dependency = watchDependency(ask, 1, (fault) => heard.emit('fault', fault));
    expect(await told).toEqual(['Error: refused']);
    expect(dependency.fault()).toBe('Error: refused');
    const again = once(heard, 'fault');
    away = false;
    expect(await again).toEqual([null]);
    expect(dependency.fault()).toBeNull();
    await dependency.end();
  });

  it('is asked no more once that is ended', async () => {
    let asked = 0;
    const ask = () => Promise.resolve((asked += 1));
    const dependency = watchDependency(ask, 60_000, () => undefined);
    await dependency.end();
    expect(asked).toBe(1);
  });
});
