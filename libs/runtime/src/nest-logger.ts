import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** What Nest has to say, as lines of our log. What it tells of its own start is for debugging. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(fields(message, rest), textOf(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.logger.warn(fields(message, rest), textOf(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error(fields(message, rest), textOf(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.logger.fatal(fields(message, rest), textOf(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.logger.debug(fields(message, rest), textOf(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.logger.trace(fields(message, rest), textOf(message));
  }
}

/** Nest hands over the context as the last argument, before it whatever else there is: a stack, mostly. */
function fields(message: unknown, rest: readonly unknown[]): object {
  const details = rest.slice(0, -1);
  return {
    context: rest.at(-1),
    ...(details.length > 0 && { details }),
    ...(message instanceof Error && { err: message }),
  };
}

const textOf = (message: unknown): string =>
  message instanceof Error
    ? message.message
    : typeof message === 'string'
      ? message
      : JSON.stringify(message);
