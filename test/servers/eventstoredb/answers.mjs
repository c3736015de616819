// From plain values to the messages of the server's answers.
import { MAX_APPEND_SIZE } from './appending.mjs';
import { NONE } from './log.mjs';
import {
  AllStreamPosition,
  Any,
  AppendResp,
  BadRequest,
  BatchAppendResp,
  Empty,
  GoogleEmpty,
  MaximumAppendSizeExceeded,
  Status,
  StreamDeleted,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from './protocol.mjs';

const ALREADY_EXISTS = 6;
const NOT_FOUND = 5;
const INVALID_ARGUMENT = 3;

/** The answer to one append of a batch call: `id` is that of the correlation. */
export function batchAnswered(id, stream, expected, outcome) {
  const answer = new BatchAppendResp();
  answer.setCorrelationId(identified(id));
  answer.setStreamIdentifier(named(stream));
  if (outcome.says === 'appended') {
    answer.setSuccess(
      success(new BatchAppendResp.Success(), outcome, AllStreamPosition, GoogleEmpty),
    );
  } else answer.setError(failure(stream, expected, outcome));
  return answer;
}

/** The answer to a plain append: a wrong revision is an ordinary answer there. */
export function appended(expected, outcome) {
  const answer = new AppendResp();
  if (outcome.says === 'appended') {
    answer.setSuccess(success(new AppendResp.Success(), outcome, AppendResp.Position, Empty));
    return answer;
  }
  const wrong = new AppendResp.WrongExpectedVersion();
  if (outcome.actual === NONE) wrong.setCurrentNoStream(new Empty());
  else wrong.setCurrentRevision(String(outcome.actual));
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else wrong[EXPECTATION[expected]](new Empty());
  answer.setWrongExpectedVersion(wrong);
  return answer;
}

/** The answer to a soft delete or a tombstone; `Answer` is the class of the message. */
export function removed(Answer, { position }) {
  const answer = new Answer();
  answer.setPosition(placed(new Answer.Position(), position));
  return answer;
}

export function named(stream) {
  const identifier = new StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  return identifier;
}

export function identified(text) {
  const id = new UUID();
  id.setString(text);
  return id;
}

export function placed(message, position) {
  message.setCommitPosition(String(position));
  message.setPreparePosition(String(position));
  return message;
}

const EXPECTATION = {
  any: 'setExpectedAny',
  no_stream: 'setExpectedNoStream',
  stream_exists: 'setExpectedStreamExists',
};

function success(message, { revision, position }, Position, Nothing) {
  if (revision === NONE) message.setNoStream(new Nothing());
  else message.setCurrentRevision(String(revision));
  if (position === null) message.setNoPosition(new Nothing());
  else message.setPosition(placed(new Position(), position));
  return message;
}

function failure(stream, expected, outcome) {
  switch (outcome.says) {
    case 'wrong-revision':
      return failed(ALREADY_EXISTS, 'WrongExpectedVersion', wrongVersion(expected, outcome));
    case 'deleted':
      return failed(
        NOT_FOUND,
        'StreamDeleted',
        new StreamDeleted().setStreamIdentifier(named(stream)),
      );
    case 'too-large': {
      const size = new MaximumAppendSizeExceeded().setMaxappendsize(MAX_APPEND_SIZE);
      return failed(INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', size);
    }
    default:
      return failed(INVALID_ARGUMENT, 'BadRequest', new BadRequest().setMessage(outcome.says));
  }
}

function failed(code, name, message) {
  const details = new Any();
  details.pack(message.serializeBinary(), `event_store.client.${name}`);
  return new Status().setCode(code).setMessage(name).setDetails(details);
}

function wrongVersion(expected, { actual }) {
  const wrong = new WrongExpectedVersion();
  if (actual === NONE) wrong.setCurrentNoStream(new GoogleEmpty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (typeof expected === 'number') wrong.setExpectedStreamPosition(String(expected));
  else wrong[EXPECTATION[expected]](new GoogleEmpty());
  return wrong;
}
