import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_STREAM, openSqliteLogReader, position } from '@app/event-store';
import { UnreadableLedger } from '@app/ledger';
import { openSqliteDraft, openSqliteReadModel, type ReadModelDraft } from '@app/read-model';
import { House, shownIn } from './house.fixture.js';
import { rebuild, type RebuildProgress } from './rebuild.js';

describe('a rebuild', () => {
  let house: House;
  let progress: RebuildProgress[];
  beforeEach(async () => {
    house = await House.open();
    progress = [];
  });
  afterEach(() => house.close());

  const rebuilt = async (
    signal: AbortSignal = new AbortController().signal,
    draft: ReadModelDraft = openSqliteDraft(house.directory),
  ): Promise<RebuildProgress> => {
    const log = openSqliteLogReader(house.directory, null); // as another process has it
    const onProgress = (told: RebuildProgress): void => void progress.push(told);
    let time = 0;
    const now = (): number => (time += 1_000);
    const { logId } = house;
    try {
      return await rebuild({ log, logId, draft, now, onProgress }, signal);
    } finally {
      log.close();
    }
  };
  const writeUntil = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await house.live(5);
      await nextTurn();
    }
  };
  const draftIsGone = (): Promise<void> => openSqliteDraft(house.directory).close();

  it('shows what the log holds, whatever was shown before', async () => {
    await house.live(30);
    const readModel = openSqliteReadModel(house.directory);
    await readModel.commit([], null, { logId: house.logId, position: position(5n) });
    await readModel.close();
    await rebuilt();
    const shown = await shownIn(house.directory);
    expect(shown.runs).toHaveLength(24);
    expect(shown).toEqual(await house.expected());
    await draftIsGone();
  });

  it('tells how far it has come, in which time', async () => {
    await house.live(10);
    const end = await rebuilt();
    expect(end).toEqual({ position: house.log.head, events: Number(house.log.head), seconds: 1 });
    expect(progress).toEqual([end]);
  });

  it('passes what is of no run', async () => {
    await rebuilt();
    expect(await shownIn(house.directory)).toEqual({
      runs: [],
      at: { logId: house.logId, position: house.log.head },
    });
  });

  it('goes on beside a writer and the former projector until it has come as far, and the projector goes on in it', async () => {
    await house.live(100);
    const following = house.follow();
    await following.reaches(house.log.head);
    const ending = new AbortController();
    const writing = writeUntil(ending.signal);
    const before = house.log.head;
    for (let n = 0; n < 3; n += 1)
      expect((await rebuilt()).position).toBeGreaterThanOrEqual(before);
    ending.abort();
    await writing;
    await following.reaches(house.log.head);
    expect(await shownIn(house.directory)).toEqual(await house.expected());
    expect(following.failures).toEqual([]);
    await following.end();
  });

  it('tries again when the rows that are shown have come further meanwhile', async () => {
    await house.live(10);
    const following = house.follow();
    await following.reaches(house.log.head);
    const draft = openSqliteDraft(house.directory);
    const answers: boolean[] = [];
    const overtaken: ReadModelDraft = {
      checkpoint: () => draft.checkpoint(),
      commit: (...batch) => draft.commit(...batch),
      reset: () => draft.reset(),
      close: () => draft.close(),
      async takeOver() {
        if (answers.length === 0) {
          await house.live(1);
          await following.reaches(house.log.head);
        }
        answers.push(await draft.takeOver());
        return answers.at(-1) === true;
      },
    };
    await rebuilt(undefined, overtaken);
    expect(answers).toEqual([false, true]);
    expect(await shownIn(house.directory)).toEqual(await house.expected());
    await following.end();
  });

  it('leaves the former rows and no draft when it is ended', async () => {
    await house.live(10);
    const following = house.follow();
    await following.reaches(house.log.head);
    const before = await shownIn(house.directory);
    const ending = new AbortController();
    ending.abort();
    await expect(rebuilt(ending.signal)).rejects.toBe(ending.signal.reason);
    expect(await shownIn(house.directory)).toEqual(before);
    await draftIsGone();
    await following.end();
  });

  it('leaves the former rows and no draft when an event cannot be read', async () => {
    await house.live(10);
    const before = await shownIn(house.directory);
    const stream = 'taskRun-22222222-2222-4222-8222-222222222222';
    const unknown = { id: stream, type: 'FromTheFuture', data: '{}', metadata: '{}' };
    await house.log.append(stream, NO_STREAM, [unknown]);
    await expect(rebuilt()).rejects.toBeInstanceOf(UnreadableLedger);
    expect(await shownIn(house.directory)).toEqual(before);
    await draftIsGone();
  });
});
