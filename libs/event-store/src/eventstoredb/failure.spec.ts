import {
  AccessDeniedError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  TimeoutError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { failureOf, reasonOf } from './failure.js';
import { NotInTime } from './within.js';

const conflict = { streamName: 'a', current: 3n, expected: 1n };
const grpc = (code: number, message: string): Error => Object.assign(new Error(message), { code });

describe('a failure of the driver', () => {
  it.each<[string, Error]>([
    ['conflict', new WrongExpectedVersionError(null as never, conflict)],
    ['missing', new StreamNotFoundError(null as never, 'a')],
    ['deleted', StreamDeletedError.fromStreamName('a')],
    ['too large', MaxAppendSizeExceededError.fromMaxAppendSize(7)],
    ['denied', new AccessDeniedError()],
    ['denied', grpc(7, '7 PERMISSION_DENIED: no')],
    ['denied', grpc(16, '16 UNAUTHENTICATED: no')],
    ['lost', grpc(14, '14 UNAVAILABLE: No connection established')],
    ['lost', new UnavailableError()],
    ['lost', new TimeoutError()],
    ['lost', new DeadlineExceededError()],
    ['lost', new UnknownError()],
    ['lost', new NotInTime()],
  ])('is known by class and code: %s, %p', (failure, error) => {
    expect(failureOf(error)).toBe(failure);
  });

  it.each<[string, Error]>([
    ['refuses the connection', grpc(14, 'connect ECONNREFUSED 127.0.0.1:1')],
    ['has no address that could be found', grpc(14, 'Name resolution failed for target dns:x')],
    ['has no address that could be found', grpc(14, 'getaddrinfo ENOTFOUND x')],
    ['has no node that could be found', new Error('Failed to discover after 50 attempts.')],
    ['has a certificate that is not trusted', grpc(14, 'self-signed certificate in chain')],
    ['has broken the connection', grpc(14, 'read ECONNRESET')],
    ['has deleted a', StreamDeletedError.fromStreamName('a')],
    ['does not accept the user and the password', grpc(16, '16 UNAUTHENTICATED')],
    ['does not allow this without other credentials', new AccessDeniedError()],
    ['gives no answer', new NotInTime('gives no answer within 5 ms')],
    ['fails: whatever', new Error('whatever')],
  ])('has a reason in words: %s', (reason, error) => {
    expect(reasonOf(error)).toContain(reason);
  });
});
