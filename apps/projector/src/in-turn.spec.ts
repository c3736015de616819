import { inTurn } from './in-turn.js';
import { aborted, Stage } from './stage.fixture.js';

describe('projectors that take turns', () => {
  let stage: Stage;
  let ending: AbortController;
  beforeEach(() => {
    stage = new Stage();
    ending = new AbortController();
  });

  const player = () => {
    const begun = new AbortController();
    const told: boolean[] = [];
    const standing = new AbortController();
    const onStandby = (standingBy: boolean): void => {
      told.push(standingBy);
      if (standingBy) standing.abort();
    };
    const ended = inTurn(
      { role: stage, onStandby },
      async (signal) => {
        begun.abort();
        await aborted(signal);
      },
      ending.signal,
    );
    return { ended, told, begun: begun.signal, standing: standing.signal };
  };

  it('are at work one at a time; the other says that it stands by', async () => {
    const first = player();
    await aborted(first.begun);
    const second = player();
    await aborted(second.standing);
    expect([first.told, second.told]).toEqual([[false], [true]]);
    expect(second.begun.aborted).toBe(false);
    stage.lose();
    await aborted(second.begun);
    expect(second.told).toEqual([true, false]);
    ending.abort();
    await Promise.all([first.ended, second.ended]);
  });

  it('stop when the role is lost, and do not take it from who has it then', async () => {
    const first = player();
    await aborted(first.begun);
    const second = player();
    stage.lose();
    await Promise.all([first.ended, aborted(second.begun)]);
    const third = player();
    await aborted(third.standing);
    ending.abort();
    await second.ended;
    await expect(third.ended).rejects.toBe(ending.signal.reason);
  });

  it('give the role back when their work fails', async () => {
    const failing = inTurn(
      { role: stage, onStandby: () => undefined },
      () => Promise.reject(new Error('the disk is full')),
      ending.signal,
    );
    await expect(failing).rejects.toThrow('the disk is full');
    const next = player();
    await aborted(next.begun);
    ending.abort();
    await next.ended;
  });
});
