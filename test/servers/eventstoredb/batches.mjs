// The appends of one batch call: each comes in one message or several, and is answered once, after the final one.
import { append, MAX_APPEND_SIZE } from './appending.mjs';
import { batchAnswered } from './answers.mjs';
import { writeBatchSuccess } from './hot-messages.mjs';
import { NONE } from './log.mjs';

/** Takes the messages of a batch call; gives the answer to the append that a message completes, else null. */
export function createBatches(store) {
  const open = new Map();
  return (message) => {
    const { id, stream, expected, isFinal } = message;
    const batch = open.get(id) ?? { stream, expected, proposals: [], size: 0 };
    add(batch, message.proposals);
    if (!isFinal) {
      open.set(id, batch);
      return null;
    }
    open.delete(id);
    return complete(store, id, batch);
  };
}

function complete(store, id, { stream, expected, proposals }) {
  const outcome = append(store, stream, expected, proposals);
  const { says, revision, position } = outcome;
  const isPlain = says === 'appended' && revision !== NONE && position !== null;
  if (isPlain) return writeBatchSuccess(id, stream, revision, position);
  return batchAnswered(id, stream, expected, outcome);
}

/** Of an append that is too large, no more is kept than what shows it. */
function add(batch, proposals) {
  for (const proposal of proposals) {
    if (batch.size > MAX_APPEND_SIZE) return;
    batch.size += proposal.data.length;
    batch.proposals.push(proposal);
  }
}
