import { checkAnswers } from './transaction.js';

const taken = (partition: number, errorCode = 0) => ({ topicName: 't', partition, errorCode });

describe('the answers to a send', () => {
  it('name each partition, in whatever order', () => {
    checkAnswers(['t/1', 't/2'], [taken(2), taken(1)]);
  });

  it.each([
    ['leave one out', [taken(1)]],
    ['name one twice', [taken(1), taken(2), taken(2)]],
    ['name one twice for another', [taken(1), taken(1)]],
    ['name one that was not asked', [taken(1), taken(2), taken(3)]],
    ['have an error', [taken(1), taken(2, 6)]],
    ['are none', []],
  ])('are a failure when they %s', (_, answers) => {
    expect(() => checkAnswers(['t/1', 't/2'], answers)).toThrow(
      'sent to t/1,t/2, but answered for',
    );
  });
});
