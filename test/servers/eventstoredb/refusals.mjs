// How the server refuses a call: a status, and trailers from which the client makes its typed errors.
import { Metadata, status } from '@grpc/grpc-js';
import { MAX_APPEND_SIZE } from './appending.mjs';

const NAMES = { any: -2, no_stream: -1, stream_exists: -4 };

export const wrongRevision = (stream, expected, actual) =>
  refusal(status.FAILED_PRECONDITION, 'wrong-expected-version', {
    'stream-name': stream,
    'expected-version': NAMES[expected] ?? expected,
    'actual-version': actual,
  });

export const streamDeleted = (stream) =>
  refusal(status.FAILED_PRECONDITION, 'stream-deleted', { 'stream-name': stream });

export const tooLarge = () =>
  refusal(status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', {
    'maximum-append-size': MAX_APPEND_SIZE,
  });

export const accessDenied = () => refusal(status.PERMISSION_DENIED, 'access-denied', {});

export const unauthenticated = () => plain(status.UNAUTHENTICATED, 'Bad credentials');

/** What the real server says of a call that it cannot carry out. */
export const unknown = (details) => plain(status.UNKNOWN, details);

/** The end of a live subscription that is not read as fast as the log grows. */
export const tooSlow = () =>
  plain(status.ABORTED, 'Operation timed out: Consumer too slow to handle event while live.');

const plain = (code, details) => ({ code, details, metadata: new Metadata() });

function refusal(code, exception, trailers) {
  const metadata = new Metadata();
  metadata.set('exception', exception);
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, asHeader(value));
  return { code, details: exception, metadata };
}

const asHeader = (value) => String(value).replace(/[^\x20-\x7e]/g, '?');
