import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '@app/runtime';
import { answerTo, UNEXPECTED } from './error-answers.js';

/** Tells every error to its caller, and to the log if nobody expected it. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const answer = answerTo(error);
    if (answer === UNEXPECTED) {
      const { id } = http.getRequest<FastifyRequest>();
      this.logger.error({ err: error, requestId: id }, 'request failed');
    }
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy(); // half an answer must not pass for a whole one
      return;
    }
    // What is left of a body that is too large is read and dropped: a caller that is cut off while it writes never hears why.
    if (answer.status === 413) reply.removeHeader('connection');
    void reply
      .code(answer.status)
      .headers({ 'content-type': 'application/json', ...answer.headers })
      .send(JSON.stringify(answer.body));
  }
}
