import { position, START } from '@app/event-store';
import { PublicationRefused } from '../errors.js';
import { judgeResume, type ResumeFacts, type ResumeFlag } from './judge-resume.js';

const OURS = { ledgerId: 'ledger', logId: 'log' };
const FRESH: ResumeFacts = { ours: OURS, head: position(9n), checkpoints: [], hasRecords: false };
const PUBLISHED: ResumeFacts = { ...FRESH, hasRecords: true };
const at = (value: bigint, of: Partial<typeof OURS> = {}) => ({
  ...OURS,
  ...of,
  position: position(value),
});
const published = (...checkpoints: ReturnType<typeof at>[]) => ({ ...PUBLISHED, checkpoints });

describe('publishing goes on', () => {
  it.each<[string, ResumeFacts, ResumeFlag | null, bigint | 'tails']>([
    ['at the start of the log where nothing is published', FRESH, null, START],
    ['after the checkpoint', published(at(5n)), null, 5n],
    ['after the checkpoint at the head', published(at(9n)), null, 9n],
    ['after our checkpoint beside others', published(at(7n, { ledgerId: 'x' }), at(5n)), null, 5n],
    ['at the start if told so', published(at(5n)), 'from-beginning', START],
    ['at the start if told so, whatever is there', PUBLISHED, 'from-beginning', START],
    ['after a checkpoint that needs no adoption', published(at(5n)), 'adopt', 5n],
    ['at the start of what needs no adoption', FRESH, 'adopt', START],
    ['after the last records of another log', published(at(5n, { logId: 'x' })), 'adopt', 'tails'],
    ['after the last records beyond the head', published(at(10n)), 'adopt', 'tails'],
    ['after the last records without a checkpoint', PUBLISHED, 'adopt', 'tails'],
  ])('%s', (_, facts, flag, place) => {
    expect(judgeResume(facts, flag)).toBe(place);
  });
});

describe('publishing is refused', () => {
  const FLAGS = /--adopt .* --from-beginning/;
  it.each<[string, ResumeFacts, ResumeFlag | null, RegExp]>([
    ['to a log that ends before its checkpoint', published(at(10n)), null, /position 10 .* at 9/],
    ['to another log of the ledger', published(at(5n, { logId: 'x' })), null, /\(x\)/],
    ['to another log, until a flag says how', published(at(5n, { logId: 'x' })), null, FLAGS],
    ['beside records of nobody knows which log', PUBLISHED, null, FLAGS],
    ['to another ledger', published(at(5n, { ledgerId: 'x' })), null, /\(x\).*KAFKA_TOPIC_PREFIX/],
    [
      'to another ledger, which none adopts',
      published(at(5n, { ledgerId: 'x' })),
      'adopt',
      /\(x\)/,
    ],
  ])('%s', (_, facts, flag, message) => {
    expect(() => judgeResume(facts, flag)).toThrow(PublicationRefused);
    expect(() => judgeResume(facts, flag)).toThrow(message);
  });
});
