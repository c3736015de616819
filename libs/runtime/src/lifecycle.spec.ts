import { EventEmitter, once } from 'node:events';
import { createLifecycle, endOnSignals } from './lifecycle.js';
import { createLogger } from './logger.js';

const silent = createLogger('silent');
const never = (): Promise<void> => new Promise(() => undefined);

describe('the end of a process', () => {
  it('ends what was begun last first, and one part after the other', async () => {
    const course: string[] = [];
    const lifecycle = createLifecycle(silent, 1000);
    for (const part of ['log', 'server']) {
      lifecycle.atEnd(part, async () => {
        course.push(`${part} ends`);
        await Promise.resolve();
        course.push(`${part} ended`);
      });
    }
    expect(await lifecycle.end()).toBe(true);
    expect(course).toEqual(['server ends', 'server ended', 'log ends', 'log ended']);
  });

  it('ends the other parts when one fails, and is not clean', async () => {
    const ended: string[] = [];
    const lifecycle = createLifecycle(silent, 1000);
    lifecycle.atEnd('log', () => void ended.push('log'));
    lifecycle.atEnd('server', () => Promise.reject(new Error('stuck')));
    expect(await lifecycle.end()).toBe(false);
    expect(ended).toEqual(['log']);
  });

  it('waits no longer than it may', async () => {
    const lifecycle = createLifecycle(silent, 5);
    lifecycle.atEnd('server', never);
    expect(await lifecycle.end()).toBe(false);
  });

  it('comes once', async () => {
    const ended: string[] = [];
    const lifecycle = createLifecycle(silent, 1000);
    lifecycle.atEnd('log', () => void ended.push('log'));
    expect(lifecycle.isEnding()).toBe(false);
    await Promise.all([lifecycle.end(), lifecycle.end()]);
    expect(lifecycle.isEnding()).toBe(true);
    expect(ended).toEqual(['log']);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGTERM', 'clean', 0, () => undefined],
    ['SIGINT', 'clean', 0, () => undefined],
    ['SIGTERM', 'failed', 1, () => Promise.reject(new Error('stuck'))],
  ])('%s ends the process; a %s end has code %d', async (signal, _, code, end) => {
    const process = new ProcessDouble();
    const lifecycle = createLifecycle(silent, 1000);
    lifecycle.atEnd('log', end);
    endOnSignals(lifecycle, process, silent);
    const exited = once(process, 'exited');
    process.emit(signal, signal);
    expect(await exited).toEqual([code]);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ])('%s, when it comes again, ends the process at once with code %d', (signal, code) => {
    const process = new ProcessDouble();
    const lifecycle = createLifecycle(silent, 1000);
    let release = (): void => undefined;
    lifecycle.atEnd('server', () => new Promise((resolve) => (release = resolve)));
    endOnSignals(lifecycle, process, silent);
    const codes: unknown[] = [];
    process.on('exited', (told) => codes.push(told));
    process.emit('SIGTERM', 'SIGTERM');
    process.emit(signal, signal);
    release();
    expect(codes).toEqual([code]);
  });
});

class ProcessDouble extends EventEmitter {
  exit(code: number): void {
    this.emit('exited', code);
  }
}
