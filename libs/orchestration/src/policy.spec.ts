import {
  abort,
  amend,
  judge,
  micros,
  NO_DETAILS,
  pass,
  refuse,
  wait,
  type Judgement,
  type ProposedState,
  type Rule,
  type Ruling,
  type StateType,
  type Transition,
} from './index.js';

type Run = Readonly<{ count: number }>;
type Effect = string;
type Place = Readonly<{ from?: readonly StateType[]; to?: readonly StateType[] }>;

const inState = (type: StateType, name = 'Plain'): ProposedState => ({
  type,
  name,
  message: null,
  data: null,
  details: NO_DETAILS,
});

const replaceBy = (substitute: ProposedState, reason = 'Replaced') =>
  ({ says: 'replace', substitute, reason }) as const;

type Judge = (transition: Transition<Run, null>) => Ruling<Run, Effect>;

const rule = (
  name: string,
  say: Ruling<Run, Effect> | Judge,
  { from = ['PENDING'], to = ['RUNNING'] }: Place = {},
): Rule<Run, null, Effect> => ({
  name,
  from,
  to,
  reads: ({ run }) => ({ count: run.count }),
  judge: (transition) => (typeof say === 'function' ? say(transition) : say),
});

/** RUNNING is proposed to a PENDING run that has counted to 7. */
const judged = (...rules: readonly Rule<Run, null, Effect>[]): Judgement<Run, Effect> =>
  judge(
    { version: 'test/1', rules },
    {
      current: { ...inState('PENDING'), id: 'current', timestamp: micros(0n) },
      proposed: inState('RUNNING'),
      run: { count: 7 },
      facts: null,
    },
  );

const asked = ({ trace }: Judgement<Run, Effect>): readonly string[] =>
  trace.map(({ rule: name }) => name);

describe('what a ruling does (M2)', () => {
  it('writes the proposal if no rule objects', () => {
    expect(judged(rule('A', pass))).toEqual({
      written: inState('RUNNING'),
      verdict: { status: 'ACCEPT' },
      rule: null,
      missing: null,
      run: { count: 7 },
      effects: [],
      trace: [{ rule: 'A', read: { count: 7 }, said: 'pass' }],
    });
  });

  it('accepts without any rule', () => {
    expect(judged()).toMatchObject({ verdict: { status: 'ACCEPT' }, trace: [] });
  });

  it('writes an amended proposal as accepted', () => {
    expect(judged(rule('A', amend(inState('RUNNING', 'Amended'))))).toMatchObject({
      written: { type: 'RUNNING', name: 'Amended' },
      verdict: { status: 'ACCEPT' },
      rule: null,
    });
  });

  it('writes a substitute as rejected', () => {
    expect(judged(rule('A', replaceBy(inState('PAUSED'))))).toMatchObject({
      written: { type: 'PAUSED' },
      verdict: { status: 'REJECT', reason: 'Replaced' },
      rule: 'A',
    });
  });

  it.each([
    [refuse('No.'), { status: 'REJECT', reason: 'No.' }],
    [abort('Never.'), { status: 'ABORT', reason: 'Never.' }],
    [wait(30, 'Later.'), { status: 'WAIT', reason: 'Later.', delaySeconds: 30 }],
  ])('writes nothing on $0.says', (ruling, verdict) => {
    expect(judged(rule('A', ruling))).toMatchObject({ written: null, verdict, rule: 'A' });
  });

  it('names the flow run that is gone and writes nothing', () => {
    expect(judged(rule('A', { says: 'miss', flowRunId: 'gone' }))).toMatchObject({
      written: null,
      missing: 'gone',
      rule: 'A',
    });
  });

  it('gives the last rule that speaks the last word', () => {
    const same = rule('A', replaceBy(inState('RUNNING'), 'Too long'));
    expect(judged(same, rule('B', wait(1, 'Later.')))).toMatchObject({
      verdict: { status: 'WAIT' },
      rule: 'B',
    });
  });

  it('leaves an earlier replacement standing when a later rule passes', () => {
    const same = rule('A', replaceBy(inState('RUNNING'), 'Too long'));
    expect(judged(same, rule('B', pass))).toMatchObject({
      verdict: { status: 'REJECT', reason: 'Too long' },
      rule: 'A',
    });
  });
});

describe('which rules are asked (M3, P5)', () => {
  it.each<[string, Place, boolean]>([
    ['governs the pair', {}, true],
    ['governs another current type', { from: ['SCHEDULED'] }, false],
    ['governs another proposed type', { to: ['COMPLETED'] }, false],
  ])('a rule that %s: %j, asked: %s', (_, place, isAsked) => {
    expect(asked(judged(rule('A', pass, place)))).toEqual(isAsked ? ['A'] : []);
  });

  it('asks a rule about a run without a state only if it says so', () => {
    const stateless = {
      current: null,
      proposed: inState('RUNNING'),
      run: { count: 0 },
      facts: null,
    };
    const rules = [{ ...rule('A', pass), from: [null] }, rule('B', pass)];
    expect(asked(judge({ version: 'test/1', rules }, stateless))).toEqual(['A']);
  });

  it.each<[string, Ruling<Run, Effect>]>([
    ['replaced the type', replaceBy(inState('PAUSED'))],
    ['refused', refuse('No.')],
    ['aborted', abort('Never.')],
    ['made it wait', wait(1, 'Later.')],
    ['missed a flow run', { says: 'miss', flowRunId: 'gone' }],
  ])('keeps the later rules silent once one has %s', (_, ruling) => {
    expect(asked(judged(rule('A', ruling), rule('B', pass)))).toEqual(['A']);
  });

  it('does not ask a rule that governs the substitute only', () => {
    const paused = rule('A', replaceBy(inState('PAUSED')));
    expect(asked(judged(paused, rule('B', pass, { to: ['PAUSED'] })))).toEqual(['A']);
  });

  it('silences nobody when only the name was changed', () => {
    const rename = rule('A', amend(inState('RUNNING', 'Amended')));
    const heard = rule('B', ({ proposed }) => refuse(`It is ${proposed.name}.`));
    expect(judged(rename, heard).verdict).toMatchObject({ reason: 'It is Amended.' });
  });
});

describe('what becomes of changes (M4)', () => {
  const reset = rule('Reset', { ...pass, run: { count: 0 }, effects: ['take a slot'] });

  it('keeps them if the pair stayed', () => {
    expect(judged(reset)).toMatchObject({ run: { count: 0 }, effects: ['take a slot'] });
  });

  it('shows them to the later rules', () => {
    const heard = rule('B', ({ run }) => refuse(`It counts ${run.count}.`));
    expect(judged(reset, heard).verdict).toMatchObject({ reason: 'It counts 0.' });
  });

  it('gathers the effects in the order of the rules', () => {
    const other = rule('B', { ...pass, effects: ['insert', 'tell'] });
    expect(judged(reset, other).effects).toEqual(['take a slot', 'insert', 'tell']);
  });

  it.each<[string, Ruling<Run, Effect>]>([
    ['replaces the type', replaceBy(inState('PAUSED'))],
    ['refuses', refuse('No.')],
    ['aborts', abort('Never.')],
    ['makes it wait', wait(1, 'Later.')],
    ['misses a flow run', { says: 'miss', flowRunId: 'gone' }],
  ])('undoes them when a later rule %s', (_, ruling) => {
    expect(judged(reset, rule('B', ruling))).toMatchObject({ run: { count: 7 }, effects: [] });
  });

  it('drops those of the rule that replaced the type itself', () => {
    const paused = { ...replaceBy(inState('PAUSED')), run: { count: 1 }, effects: ['tell'] };
    expect(judged(rule('A', paused))).toMatchObject({ run: { count: 7 }, effects: [] });
  });

  it('keeps those of a rule that replaced the proposal by one of the same type', () => {
    const same = { ...replaceBy(inState('RUNNING')), effects: ['tell'] };
    expect(judged(rule('A', same)).effects).toEqual(['tell']);
  });
});
