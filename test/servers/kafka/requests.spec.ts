import { requestReader } from './requests.mjs';

const PRODUCE = 0;
const END_TXN = 26;

const request = (apiKey: number, size: number): Buffer => {
  const bytes = Buffer.alloc(4 + size, 0xff);
  bytes.writeInt32BE(size, 0);
  bytes.writeInt16BE(apiKey, 4);
  return bytes;
};

describe('the requests that a Kafka client sends', () => {
  const sent = Buffer.concat([request(PRODUCE, 70), request(END_TXN, 2), request(PRODUCE, 12)]);

  it.each([1, 5, 6, 7, 64, sent.length])('are heard in pieces of %i bytes', (length) => {
    const heard: number[] = [];
    const read = requestReader((apiKey) => heard.push(apiKey));
    for (let at = 0; at < sent.length; at += length) read(sent.subarray(at, at + length));
    expect(heard).toEqual([PRODUCE, END_TXN, PRODUCE]);
  });

  it('are heard as they begin, not when they have come', () => {
    const heard: number[] = [];
    requestReader((apiKey) => heard.push(apiKey))(request(PRODUCE, 1_000).subarray(0, 6));
    expect(heard).toEqual([PRODUCE]);
  });
});
