import { createLogger, type Logger, type LogLevel } from './logger.js';
import { NestLogger } from './nest-logger.js';

function logOf(level: LogLevel, write: (logger: Logger) => void): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  write(
    createLogger(level, {
      write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
    }),
  );
  return lines;
}

describe('the log', () => {
  it('has a JSON line for each event: its level by name, its fields, the milliseconds of now', () => {
    const [line] = logOf('info', (logger) => logger.warn({ part: 'log' }, 'slow'));
    expect(line).toEqual({ level: 'warn', time: expect.any(Number), part: 'log', msg: 'slow' });
    expect(Math.abs(Number(line?.time) - Date.now())).toBeLessThan(10_000);
  });

  it('leaves out what is below its level', () => {
    const lines = logOf('warn', (logger) => {
      logger.info('small');
      logger.error('large');
    });
    expect(lines.map(({ msg }) => msg)).toEqual(['large']);
  });
});

describe('what Nest says', () => {
  it.each([
    ['log', 'debug'],
    ['debug', 'debug'],
    ['verbose', 'trace'],
    ['warn', 'warn'],
    ['error', 'error'],
    ['fatal', 'fatal'],
  ] as const)('by %s is logged as %s, with its context', (method, level) => {
    const lines = logOf('trace', (logger) => {
      new NestLogger(logger)[method]('Mapped', 'RouterExplorer');
    });
    expect(lines).toEqual([
      { level, time: expect.any(Number), context: 'RouterExplorer', msg: 'Mapped' },
    ]);
  });

  it('of an error keeps its stack', () => {
    const [line] = logOf('info', (logger) => {
      new NestLogger(logger).error(new TypeError('no such thing'), 'a stack', 'ExceptionHandler');
    });
    expect(line).toMatchObject({
      context: 'ExceptionHandler',
      details: ['a stack'],
      msg: 'no such thing',
      err: { type: 'TypeError', stack: expect.stringContaining('logger.spec') },
    });
  });
});
