// How fast the read model follows the log, lists, counts and tells the history. Needs a build.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  openSqliteReadModel,
  openSqliteReadModelReader,
  projectTaskRuns,
  SORTS,
} from '../../dist/libs/read-model/src/index.js';
import { eventsOf, momentOf } from './lives.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000000' } } });
const RUNS = Number(values.runs);
const PAGE = 200;
const TIMES = 5; // of which the median is told
const PATIENCE = 2_000; // ms

const NO_FILTER = {
  operator: 'and_',
  id: null,
  name: null,
  tags: null,
  state: null,
  startTime: null,
  endTime: null,
  expectedStartTime: null,
  isSubflowParent: null,
  flowRunId: null,
};
const every = (filter = {}) => ({ filter: { ...NO_FILTER, ...filter }, inFlow: false });
const now = () => momentOf(RUNS);
const round = (number) => Math.round(number * 10) / 10;

const any = (...ns) => ns.map((n) => eventsOf(n)[0].event.run);
const tags = (all, isNull = null) => ({ tags: { operator: 'and_', all, isNull } });
const state = (types, names = null) => ({ state: { operator: 'and_', types, names } });
const time = (before, after, isNull = null) => ({ before, after, isNull });
const halfway = momentOf(RUNS / 2);
const soonAfter = momentOf(RUNS / 2 + 500);

const FILTERS = {
  'no filter': {},
  'id, three': { id: any(1, 2, 3).map(({ id }) => id) },
  'name, three': { name: { any: any(1, 2, 3).map(({ name }) => name), like: null } },
  'tag, half of the runs': tags(['etl']),
  'tag, one in 10,000': tags(['rare']),
  'two tags': tags(['etl', 'rare']),
  'no tag': tags(null, true),
  'any tag': tags(null, false),
  'type COMPLETED': state(['COMPLETED']),
  'type FAILED': state(['FAILED']),
  'type RUNNING': state(['RUNNING']),
  'type CRASHED': state(['CRASHED']),
  'name Completed': state(null, ['Completed']),
  'name Crashed': state(null, ['Crashed']),
  'started before halfway': { startTime: time(halfway, null) },
  'started soon after halfway': { startTime: time(soonAfter, halfway) },
  'not started': { startTime: time(null, null, true) },
  'ended before halfway': { endTime: time(halfway, null) },
  'ended after halfway': { endTime: time(null, halfway) },
  'not ended': { endTime: time(null, null, true) },
  ended: { endTime: time(null, null, false) },
  'expected before halfway': { expectedStartTime: time(halfway, null) },
  'expected soon after halfway': { expectedStartTime: time(soonAfter, halfway) },
  'flow run: none': { flowRunId: { operator: 'and_', any: null, isNull: true } },
  'flow run: any': { flowRunId: { operator: 'and_', any: null, isNull: false } },
  'like, common (may scan)': { name: { any: null, like: 'TASK-' } },
  'like, rare (may scan)': { name: { any: null, like: 'RARE-' } },
  'or: CRASHED or rare tag (may scan)': {
    operator: 'or_',
    ...state(['CRASHED']),
    ...tags(['rare']),
  },
  'COMPLETED with rare tag': { ...state(['COMPLETED']), ...tags(['rare']) },
  'FAILED with common tag': { ...state(['FAILED']), ...tags(['etl']) },
};

const directory = await mkdtemp(join(tmpdir(), 'runledger-read-model-'));
const readModel = openSqliteReadModel(directory);
const queries = openSqliteReadModelReader(directory);
try {
  await measureFollowing();
  await measureSorts();
  await measureFilters();
  await measureHistory();
} finally {
  await queries.close();
  await readModel.close();
  await rm(directory, { recursive: true });
}

async function measureFollowing() {
  const behind = await follow(lives(0, RUNS, 250));
  const { size } = await stat(join(directory, 'read-model.db'));
  const abreast = await follow(stages(RUNS, 10_000, 50));
  console.table({ 'whole lives, 1,000 events a batch': behind, 'new events, 50 a batch': abreast });
  console.log(`${Math.round(size / RUNS)} bytes a run\n`);
}

async function follow(batches) {
  let events = 0;
  let spent = 0;
  let at = await readModel.checkpoint();
  for (const batch of batches) {
    const next = { logId: 'benchmark', position: (at?.position ?? 0n) + BigInt(batch.length) };
    const begun = performance.now();
    await readModel.commit(projectTaskRuns(batch), at, next);
    spent += performance.now() - begun;
    at = next;
    events += batch.length;
  }
  return {
    events,
    'events/s': Math.round((1000 * events) / spent),
    'µs an event': round((1000 * spent) / events),
  };
}

/** Batches of runs that live from birth to end within a batch, as the projector meets them when it is behind. */
function* lives(from, count, runs) {
  for (let n = from; n < from + count; n += runs) {
    yield Array.from({ length: runs }, (_, index) => eventsOf(n + index)).flat();
  }
}

/** Batches of events each of which is of another run, as the projector meets them when it is abreast. */
function* stages(from, count, events) {
  const all = Array.from({ length: count }, (_, index) => eventsOf(from + index));
  for (const [begin, end] of [
    [0, 2],
    [2, 3],
    [3, 4],
  ]) {
    const stage = all.map((life) => life.slice(begin, end)).filter((part) => part.length > 0);
    for (let at = 0; at < stage.length; at += events) yield stage.slice(at, at + events).flat();
  }
}

async function measureSorts() {
  const times = {};
  for (const sort of SORTS) {
    const list = (offset) =>
      timed(() => queries.list(every(), { sort, limit: PAGE, offset }, now()));
    times[sort] = {
      'first page, ms': (await list(0)).ms,
      'page at 10,000, ms': (await list(10_000)).ms,
    };
  }
  console.table(times);
}

async function measureFilters() {
  const times = {};
  for (const [name, filter] of Object.entries(FILTERS)) {
    const asked = every(filter);
    const count = await timed(() => queries.count(asked));
    const lists = [];
    for (const sort of SORTS) {
      const { ms } = await timed(() =>
        queries.list(asked, { sort, limit: PAGE, offset: 0 }, now()),
      );
      lists.push({ sort, ms });
    }
    const worst = lists.reduce((a, b) => (b.ms > a.ms ? b : a));
    times[name] = {
      runs: count.found,
      'count, ms': count.ms,
      'by id, ms': lists[0].ms,
      'worst order, ms': worst.ms,
      which: worst.sort,
    };
  }
  console.table(times);
}

async function measureHistory() {
  const times = {};
  for (const [name, share, filter] of [
    ['all runs', 1, {}],
    ['the last tenth', 0.1, {}],
    ['all that failed', 1, state(['FAILED'])],
    ['all of a rare tag', 1, tags(['rare'])],
  ]) {
    const start = momentOf(Math.round(RUNS * (1 - share)));
    const intervals = { start, end: now(), interval: (now() - start) / 100n };
    const { ms } = await timed(() => queries.history(every(filter), intervals, now()));
    times[`history of ${name}`] = { ms };
  }
  console.table(times);
}

/** The median of some times; what takes seconds is asked less often. */
async function timed(ask) {
  const times = [];
  let answer;
  while (times.length < TIMES && times.reduce((sum, time) => sum + time, 0) < PATIENCE) {
    const begun = performance.now();
    answer = await ask();
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return { found: answer.found, ms: round(times[Math.floor(times.length / 2)]) };
}
