import type { TaskRunFilter } from '../task-run-queries.js';
import { follow, listed, type OpenedReadModel } from './opened.fixture.js';
import { born, EVERY_RUN, id, noon, selection } from './task-runs.fixture.js';

/** Which runs a filter selects. */
export function filterContract(opened: () => OpenedReadModel): void {
  const runs = async (filter: Partial<TaskRunFilter>): Promise<readonly number[]> => {
    const selected = selection(filter);
    const numbers = await listed(opened(), selected);
    expect((await opened().queries.count(selected)).found).toBe(numbers.length);
    return numbers;
  };

  describe('by name', () => {
    const names = ['ÄÖ', 'äö', 'ΣΟΦΊΑΣ', 'Straße', '100%', '100% sure', 'a_b', 'a\\b', '🧮b'];
    beforeEach(() =>
      follow(
        opened(),
        names.flatMap((name, index) => born(index + 1, { name }, { type: 'PENDING' })),
      ),
    );
    const like = async (like: string) =>
      (await runs({ name: { any: null, like } })).map((n) => names[n - 1]);

    it('folds the case of letters beyond ASCII', async () => {
      expect(await like('äÖ')).toEqual(['ÄÖ', 'äö']);
    });
    it('folds one character at a time: a final sigma is none of the others, a sharp s is no two', async () => {
      expect(await like('ας')).toEqual([]);
      expect(await like('ασ')).toEqual(['ΣΟΦΊΑΣ']);
      expect(await like('STRASSE')).toEqual([]);
      expect(await like('STRAẞE')).toEqual(['Straße']);
    });
    it('takes an underscore for one character, also for one beyond the basic plane', async () => {
      expect(await like('a_b')).toEqual(['a_b', 'a\\b']);
      expect((await like('_b')).includes('🧮b')).toBe(true);
      expect((await like('__b')).includes('🧮b')).toBe(false);
    });
    it('takes what a backslash escapes for itself', async () => {
      expect(await like('a\\_b')).toEqual(['a_b']);
      expect(await like('a\\\\b')).toEqual(['a\\b']);
      expect(await like('\\s\\u\\r\\e')).toEqual(['100% sure']);
    });
    it('takes a backslash at the end for a wish for names that end in a percent sign', async () => {
      expect(await like('0\\')).toEqual(['100%']);
    });
    it('finds a name in any case only by like, by any as it is', async () => {
      expect(await runs({ name: { any: ['äö'], like: null } })).toEqual([2]);
      expect(await runs({ name: { any: ['äö', 'STRASSE'], like: 'Ä' } })).toEqual([2]);
    });
    it('has no condition in an empty pattern', async () => {
      expect(await runs({ name: { any: null, like: '' } })).toHaveLength(names.length);
    });
  });

  describe('by what is true or false', () => {
    beforeEach(() =>
      follow(opened(), [
        ...born(1, { tags: ['x', 'y', 'x'] }, { type: 'RUNNING', startTime: noon() }),
        ...born(2, {}, { type: 'COMPLETED', startTime: noon(), endTime: noon(1) }),
        ...born(3, { flowRunId: id(9) }, { type: 'PENDING' }),
      ]),
    );
    const isNull = (isNull: boolean) => ({ before: null, after: null, isNull });
    const tags = (isNull: boolean) => ({ operator: 'and_', all: null, isNull }) as const;
    const flowRun = (isNull: boolean) => ({ operator: 'and_', any: null, isNull }) as const;

    it.each<[Partial<TaskRunFilter>, number[]]>([
      [{ tags: tags(true) }, [2, 3]],
      [{ tags: tags(false) }, [1]],
      [{ startTime: isNull(true) }, [3]],
      [{ startTime: isNull(false) }, [1, 2]],
      [{ endTime: isNull(true) }, [1, 3]],
      [{ endTime: isNull(false) }, [2]],
      [{ isSubflowParent: true }, []],
      [{ isSubflowParent: false }, [1, 2, 3]],
      [{ flowRunId: flowRun(true) }, [1, 2]],
      [{ flowRunId: flowRun(false) }, [3]],
    ])('%j finds %j', async (filter, numbers) => {
      expect(await runs(filter)).toEqual(numbers);
      expect(await runs({ ...filter, operator: 'or_' })).toEqual(numbers);
    });
  });

  it('finds nothing by an empty list, and everything by none', async () => {
    await follow(opened(), born(1, { tags: ['x'] }, { type: 'PENDING' }));
    expect(await runs({ id: [] })).toEqual([]);
    expect(await runs({ state: { operator: 'or_', types: [], names: null } })).toEqual([]);
    expect(await runs({ tags: { operator: 'and_', all: [], isNull: null } })).toEqual([1]);
    expect(await runs({ operator: 'or_' })).toEqual([1]);
  });

  it('takes lists of any length', async () => {
    await follow(opened(), born(1, {}, { type: 'PENDING' }));
    const id50000 = Array.from({ length: 50_000 }, (_, n) => id(n));
    expect(await runs({ id: id50000 })).toEqual([1]);
  });

  it('includes the very moment of a bound', async () => {
    await follow(opened(), born(1, {}, { type: 'PENDING', expectedStartTime: noon(5) }));
    const moment = { before: noon(5), after: noon(5), isNull: null };
    expect(await runs({ expectedStartTime: moment })).toEqual([1]);
    expect(await runs({ expectedStartTime: { ...moment, before: noon(4) } })).toEqual([]);
  });

  it('finds no run in a flow, as there is none', async () => {
    await follow(opened(), born(1, {}, { type: 'PENDING' }));
    expect(await listed(opened(), { ...EVERY_RUN, inFlow: true })).toEqual([]);
  });
}
