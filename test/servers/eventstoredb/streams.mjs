// The calls of the service Streams.
import { append, MAX_APPEND_SIZE } from './appending.mjs';
import { appended, removed } from './answers.mjs';
import { createBatches } from './batches.mjs';
import { DeleteResp, TombstoneResp } from './protocol.mjs';
import { read } from './reading.mjs';
import * as refusals from './refusals.mjs';
import { deleteSoftly, tombstone } from './removing.mjs';
import { expectedIn, proposalIn, readIn, streamNameIn } from './requests.mjs';
import { subscribe } from './subscribing.mjs';

/** `store` holds the log and the ids known; `live` gets a function for each live subscription that drops it. */
export const streamsCalls = (store, live) => ({
  append: (call, done) => appendPlainly(store, call, done),
  batchAppend: (call) => appendBatches(store, call),
  delete: (call, done) => remove(store, deleteSoftly, DeleteResp, call, done),
  tombstone: (call, done) => remove(store, tombstone, TombstoneResp, call, done),
  read(call) {
    const request = readIn(call.request);
    if (request.count === null) subscribe(store.log, live, request, call);
    else readToTheEnd(store, request, call);
  },
});

function appendBatches(store, call) {
  const take = createBatches(store);
  call.on('data', (message) => {
    const answer = take(message);
    if (answer) call.write(answer);
  });
  call.on('end', () => call.end());
}

function appendPlainly(store, call, done) {
  let options = null;
  let size = 0;
  const proposals = [];
  call.on('data', (message) => {
    if (message.hasOptions()) options = message.getOptions();
    else if (size <= MAX_APPEND_SIZE) {
      proposals.push(proposalIn(message.getProposedMessage()));
      size += proposals.at(-1).data.length;
    }
  });
  call.on('end', () => {
    const [stream, expected] = [streamNameIn(options), expectedIn(options)];
    const outcome = append(store, stream, expected, proposals);
    const refusal = refusalOf(stream, outcome);
    if (refusal) done(refusal);
    else done(null, appended(expected, outcome));
  });
}

function refusalOf(stream, { says }) {
  switch (says) {
    case 'deleted':
      return refusals.streamDeleted(stream);
    case 'too-large':
      return refusals.tooLarge();
    case 'malformed':
      return refusals.unknown('Exception was thrown by handler.');
    default:
      return null;
  }
}

function remove(store, deed, Answer, call, done) {
  const options = call.request.getOptions();
  const [stream, expected] = [streamNameIn(options), expectedIn(options)];
  const outcome = deed(store, stream, expected);
  if (outcome.says === 'removed') done(null, removed(Answer, outcome));
  else if (outcome.says === 'deleted') done(refusals.streamDeleted(stream));
  else done(refusals.wrongRevision(stream, expected, outcome.actual));
}

/** Writes no further than the reader takes it: what is read on is made then. */
function readToTheEnd({ log }, request, call) {
  let answers;
  try {
    answers = read(log, request)[Symbol.iterator]();
  } catch (refusal) {
    call.emit('error', refusal);
    return;
  }
  const goOn = () => {
    for (;;) {
      if (call.cancelled) return;
      const { done, value } = answers.next();
      if (done) return void call.end();
      if (!call.write(value)) return;
    }
  };
  call.on('drain', goOn);
  goOn();
}
