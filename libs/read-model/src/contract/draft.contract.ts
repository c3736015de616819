import { setImmediate as nextTurn } from 'node:timers/promises';
import { projectTaskRuns, type RecordedTaskRunEvent } from '../projections/project-task-runs.js';
import {
  CheckpointMoved,
  DraftExists,
  type ReadModel,
  type ReadModelDraft,
} from '../read-model.js';

import { at, listed, type OpenedReadModel } from './opened.fixture.js';
import { born, EVERY_RUN, noon } from './task-runs.fixture.js';

/** A read model, what reads it, and drafts that may be shown in its place. */
export type OpenedWithDrafts = OpenedReadModel &
  Readonly<{ openDraft: () => Promise<ReadModelDraft> }>;

/** How a read model is filled anew beside the one that is shown. `open` gives an empty one. */
export function draftContract(open: () => Promise<OpenedWithDrafts>): void {
  let opened: OpenedWithDrafts;
  let drafts: ReadModelDraft[];
  beforeEach(async () => {
    opened = await open();
    drafts = [];
  });
  afterEach(async () => {
    for (const draft of drafts) await draft.close();
    await opened.queries.close();
    await opened.readModel.close();
  });

  const openDraft = async (): Promise<ReadModelDraft> => {
    const draft = await opened.openDraft();
    drafts.push(draft);
    return draft;
  };
  const close = async (draft: ReadModelDraft): Promise<void> => {
    drafts = drafts.filter((other) => other !== draft);
    await draft.close();
  };
  /** Run after run is born, the first of them at the position after the checkpoint. */
  const follow = async (rows: ReadModel, to: number): Promise<void> => {
    const after = await rows.checkpoint();
    await rows.commit(
      projectTaskRuns(runs(Number(after?.position ?? 0n), to)),
      after,
      at(BigInt(to)),
    );
  };
  const shown = async () => ({
    runs: await listed(opened, EVERY_RUN, { sort: 'EXPECTED_START_TIME_ASC' }),
    at: (await opened.queries.count(EVERY_RUN)).at,
  });

  it('is not shown before it takes over', async () => {
    await follow(opened.readModel, 1);
    const draft = await openDraft();
    expect(await draft.checkpoint()).toBeNull();
    await follow(draft, 3);
    expect(await draft.checkpoint()).toEqual(at(3n));
    expect(await shown()).toEqual({ runs: [1], at: at(1n) });
    expect(await draft.takeOver()).toBe(true);
    expect(await shown()).toEqual({ runs: [1, 2, 3], at: at(3n) });
  });

  it('takes over where nothing was shown', async () => {
    const draft = await openDraft();
    await follow(draft, 1);
    expect(await draft.takeOver()).toBe(true);
    expect(await shown()).toEqual({ runs: [1], at: at(1n) });
  });

  it('does not take over from rows that are further, until it has come as far', async () => {
    await follow(opened.readModel, 3);
    const draft = await openDraft();
    expect(await draft.takeOver()).toBe(false);
    await follow(draft, 2);
    expect(await draft.takeOver()).toBe(false);
    expect(await shown()).toEqual({ runs: [1, 2, 3], at: at(3n) });
    await follow(draft, 3);
    expect(await draft.takeOver()).toBe(true);
    expect(await shown()).toEqual({ runs: [1, 2, 3], at: at(3n) });
  });

  it('takes over from rows of another log, however far they are', async () => {
    await opened.readModel.commit([], null, at(9n, 'former'));
    const draft = await openDraft();
    await follow(draft, 1);
    expect(await draft.takeOver()).toBe(true);
    expect(await shown()).toEqual({ runs: [1], at: at(1n) });
  });

  it('can be emptied, and nothing else with it', async () => {
    await follow(opened.readModel, 1);
    const draft = await openDraft();
    await follow(draft, 2);
    await draft.reset();
    expect(await draft.checkpoint()).toBeNull();
    expect(await shown()).toEqual({ runs: [1], at: at(1n) });
    await follow(draft, 2);
    expect(await draft.takeOver()).toBe(true);
  });

  it('writes nothing at another checkpoint than its own', async () => {
    const draft = await openDraft();
    await follow(draft, 1);
    const change = projectTaskRuns(runs(1, 2));
    await expect(draft.commit(change, null, at(2n))).rejects.toThrow(CheckpointMoved);
    expect(await draft.checkpoint()).toEqual(at(1n));
  });

  it('is gone when it is closed before it took over', async () => {
    await follow(opened.readModel, 1);
    const draft = await openDraft();
    await follow(draft, 2);
    await close(draft);
    expect(await shown()).toEqual({ runs: [1], at: at(1n) });
    expect(await (await openDraft()).checkpoint()).toBeNull();
  });

  it('is the only one until it is closed, also when it has taken over', async () => {
    const draft = await openDraft();
    await expect(opened.openDraft()).rejects.toThrow(DraftExists);
    await draft.takeOver();
    await expect(opened.openDraft()).rejects.toThrow(DraftExists);
    await close(draft);
    await openDraft();
  });

  it('is written on by the former writer, if both stand at the same checkpoint', async () => {
    await follow(opened.readModel, 2);
    const draft = await openDraft();
    await follow(draft, 2);
    await draft.takeOver();
    await close(draft);
    await opened.readModel.commit(projectTaskRuns(runs(2, 3)), at(2n), at(3n));
    expect(await shown()).toEqual({ runs: [1, 2, 3], at: at(3n) });
  });

  it('tells the former writer if it stands at another checkpoint, and nothing is written', async () => {
    await follow(opened.readModel, 2);
    const draft = await openDraft();
    await follow(draft, 4);
    await draft.takeOver();
    await close(draft);
    const late = opened.readModel.commit(projectTaskRuns(runs(2, 3)), at(2n), at(3n));
    await expect(late).rejects.toThrow(CheckpointMoved);
    expect(await opened.readModel.checkpoint()).toEqual(at(4n));
    await follow(opened.readModel, 5);
    expect(await shown()).toEqual({ runs: [1, 2, 3, 4, 5], at: at(5n) });
  });

  it('is itself replaced by the next one', async () => {
    for (const to of [1, 2, 3]) {
      const draft = await openDraft();
      await follow(draft, to);
      expect(await draft.takeOver()).toBe(true);
      await close(draft);
      expect((await shown()).at).toEqual(at(BigInt(to)));
    }
    await follow(opened.readModel, 4);
    expect(await shown()).toEqual({ runs: [1, 2, 3, 4], at: at(4n) });
  });

  it('lets no reader go back, however much is asked meanwhile', async () => {
    const { readModel, queries } = opened;
    let ended = false;
    const read = async () => {
      const seen: (readonly [found: number, position: bigint])[] = [];
      while (!ended) {
        const { found, at } = await queries.count(EVERY_RUN);
        seen.push([found, at?.position ?? 0n]);
        await nextTurn();
      }
      return seen;
    };
    const readers = Promise.all(Array.from({ length: 3 }, read));
    for (let to = 2; to <= 20; to += 2) {
      await follow(readModel, to);
      const draft = await openDraft();
      await follow(draft, to - 1);
      expect(await draft.takeOver()).toBe(false);
      await nextTurn();
      await follow(draft, to + 1);
      expect(await draft.takeOver()).toBe(true);
      await close(draft);
      await nextTurn();
    }
    ended = true;
    for (const seen of await readers) {
      for (const [index, [found, position]] of seen.entries()) {
        expect(BigInt(found)).toBe(position);
        expect(position).toBeGreaterThanOrEqual(seen[index - 1]?.[1] ?? 0n);
      }
    }
    expect(await shown()).toMatchObject({ at: at(21n) });
  });
}

/** The runs after the first so many, up to a number, each born a moment after the one before. */
const runs = (after: number, to: number): readonly RecordedTaskRunEvent[] =>
  Array.from({ length: to - after }, (_, index) => after + index + 1).flatMap((n) =>
    born(n, {}, { type: 'PENDING', timestamp: noon(n), expectedStartTime: noon(n) }),
  );
