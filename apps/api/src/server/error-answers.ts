import { HttpException } from '@nestjs/common';
import { AccessDenied, EventTooLarge, OutcomeUnknown, StoreUnavailable } from '@app/event-store';
import {
  FlowRunNotFound,
  IdempotencyKeyReused,
  IntegrityConflict,
  Overloaded,
  RevisionMismatch,
  TaskRunNotFound,
  TooMuchContention,
} from '@app/ledger';
import { ReadModelUnavailable } from '@app/read-model';
import { etagOf } from '../caller/conditions.js';
import { PositionRefused } from '../reading/position-refused.js';
import { ReadModelBehind } from '../reading/read-model-behind.js';
import { TooManyReaders } from '../transitions/feed-readers.js';
import { RequestInvalid } from '../validation/request-invalid.js';
import { RequestRefused } from '../validation/request-refused.js';
import { BODY_LIMIT } from './body-parser.js';
import { NotFound } from './not-found.js';

/** How an error is told to the caller. `body` is sent as JSON. */
export type ErrorAnswer = Readonly<{
  status: number;
  body: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}>;

/** What is no error that we know; the log has its stack. */
export const UNEXPECTED: ErrorAnswer = {
  status: 500,
  body: { exception_message: 'Internal Server Error' },
};

/** The answer to an error: that of the first line of the table which knows it. */
export const answerTo = (error: unknown): ErrorAnswer =>
  ANSWERS.reduce<ErrorAnswer | null>((found, line) => found ?? line(error), null) ?? UNEXPECTED;

/** A line of the table: errors of this kind are answered so. */
const on =
  <E extends Error>(kind: new (...parts: never[]) => E, answer: (error: E) => ErrorAnswer) =>
  (error: unknown): ErrorAnswer | null =>
    error instanceof kind ? answer(error) : null;

/** What may pass: the caller is told when to try again. */
const UNAVAILABLE: ErrorAnswer = {
  status: 503,
  body: { exception_message: 'Service Unavailable' },
  headers: { 'retry-after': '1' }, // seconds
};

const CONFLICT =
  'Data integrity conflict. This usually means a unique or foreign key constraint was violated. See server logs for details.';

/** Every error that has an answer of its own, and that answer: HTTP codes stand here and nowhere else (4.2). */
const ANSWERS = [
  on(RequestInvalid, ({ message, faults, body }) => ({
    status: 422,
    body: { exception_message: message, exception_detail: faults, request_body: body },
  })),
  on(RequestRefused, ({ detail }) => ({ status: 422, body: { detail } })),
  on(NotFound, ({ detail }) => ({ status: 404, body: { detail } })),
  on(TaskRunNotFound, ({ message }) => ({ status: 404, body: { exception_message: message } })),
  on(FlowRunNotFound, ({ message }) => ({ status: 404, body: { exception_message: message } })),
  on(IntegrityConflict, () => ({ status: 409, body: { detail: CONFLICT } })),
  on(PositionRefused, ({ message }) => ({ status: 409, body: { detail: message } })),
  on(RevisionMismatch, ({ message, revision }) => ({
    status: 412,
    body: { detail: message },
    headers: { etag: etagOf(revision) },
  })),
  on(EventTooLarge, ({ message }) => ({ status: 413, body: { detail: message } })),
  on(IdempotencyKeyReused, ({ message }) => ({ status: 422, body: { detail: message } })),
  on(StoreUnavailable, () => UNAVAILABLE),
  on(OutcomeUnknown, () => UNAVAILABLE),
  on(AccessDenied, () => UNAVAILABLE),
  on(TooMuchContention, () => UNAVAILABLE),
  on(Overloaded, () => UNAVAILABLE),
  on(TooManyReaders, () => UNAVAILABLE),
  on(ReadModelBehind, () => UNAVAILABLE),
  on(ReadModelUnavailable, () => UNAVAILABLE),
  on(HttpException, (error) => ({
    status: error.getStatus(),
    body: { detail: httpDetail(error) },
  })),
];

/** Fastify's own refusals come as HttpExceptions, as do Nest's. */
function httpDetail(error: HttpException): string {
  switch (error.getStatus()) {
    case 404:
      return 'Not Found';
    case 413:
      return `The request body is larger than the limit of ${BODY_LIMIT} bytes.`;
  }
  return error.message;
}
