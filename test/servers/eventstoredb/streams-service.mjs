// The client's definition of the service Streams, but for the messages that are read and written by hand.
import { readBatchMessage } from './hot-messages.mjs';
import { StreamsService as generated } from './protocol.mjs';

const { read, batchAppend } = generated;

export const StreamsService = {
  ...generated,
  read: withBytes(read),
  batchAppend: { ...withBytes(batchAppend), requestDeserialize: readBatchMessage },
};

/** An answer may also be a message that is written already. */
function withBytes(method) {
  const { responseSerialize } = method;
  return {
    ...method,
    responseSerialize: (answer) => (Buffer.isBuffer(answer) ? answer : responseSerialize(answer)),
  };
}
