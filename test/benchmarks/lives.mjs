import { createHash } from 'node:crypto';
import { NO_DETAILS } from '../../dist/libs/orchestration/src/index.js';

const SECOND = 1_000_000n; // µs
const HOUR = 3_600n * SECOND;

/** When the n-th run is created: ten a second. */
export const momentOf = (n) => 1_767_268_800_000_000n + (BigInt(n) * SECOND) / 10n;

/**
 * What happens to the n-th run, as the projector is told. Of a hundred runs 90 complete, 5 fail, 2 run, 2 are pending and
 * one is scheduled; half have a tag. One in ten thousand is rare in its name, its tag and its state.
 */
export function eventsOf(n) {
  const random = createHash('md5').update(String(n)).digest();
  const hex = random.toString('hex');
  const run = { n, id: uuid(hex), hex };
  const tags = random[9] < 128 ? ['etl'] : [];
  if (random.readUInt32LE(4) % 10_000 === 0)
    return [created(run, 'rare', [...tags, 'rare']), ...lived(run, 'CRASHED')];
  return [created(run, 'task', tags), ...FATES[random.readUInt32LE(10) % 100](run)];
}

const FATES = [
  ...Array(90).fill((run) => lived(run, 'COMPLETED')),
  ...Array(5).fill((run) => lived(run, 'FAILED')),
  ...Array(2).fill((run) => lived(run, 'FAILED').slice(0, 2)),
  ...Array(2).fill((run) => lived(run, 'FAILED').slice(0, 1)),
  (run) => [scheduled(run)],
];

function lived(run, end) {
  const begun = momentOf(run.n);
  const startTime = begun + SECOND;
  const totalRunTime = BigInt(parseInt(run.hex.slice(0, 8), 16) % 600_000_000);
  const endTime = startTime + totalRunTime;
  const running = { expectedStartTime: begun, runCount: 1, startTime };
  return [
    stateSet(run, 1, 'PENDING', begun, { expectedStartTime: begun }),
    stateSet(run, 2, 'RUNNING', startTime, running),
    stateSet(run, 3, end, endTime, { ...running, endTime, totalRunTime }),
  ];
}

function scheduled(run) {
  const due = momentOf(run.n) + HOUR;
  const books = { expectedStartTime: due, nextScheduledStartTime: due };
  return stateSet(run, 1, 'SCHEDULED', momentOf(run.n), books);
}

const created = ({ id, n, hex }, name, tags) => ({
  taskRunId: id,
  revision: 0n,
  event: {
    type: 'TaskRunCreated',
    at: momentOf(n),
    run: {
      id,
      name: `${name}-${hex.slice(0, 6)}`,
      flowRunId: null,
      taskKey: 'extract_and_load',
      dynamicKey: String(n),
      cacheKey: null,
      cacheExpiration: null,
      taskVersion: null,
      empiricalPolicy: {
        maxRetries: 0,
        retryDelaySeconds: 0,
        retries: 3,
        retryDelay: 10,
        retryJitterFactor: null,
      },
      tags,
      labels: {},
      taskInputs: {},
    },
  },
});

const stateSet = ({ id, n, hex }, revision, type, timestamp, books) => ({
  taskRunId: id,
  revision: BigInt(revision),
  event: {
    type: 'StateSet',
    state: {
      id: stateIdOf(n, revision, hex),
      type,
      name: type.charAt(0) + type.slice(1).toLowerCase(),
      timestamp,
      message: null,
      data: null,
      details: NO_DETAILS,
    },
    run: { ...NO_BOOKS, ...books },
  },
});

const NO_BOOKS = {
  runCount: 0,
  flowRunRunCount: 0,
  expectedStartTime: null,
  nextScheduledStartTime: null,
  startTime: null,
  endTime: null,
  totalRunTime: 0n,
};

const uuid = (hex) =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;

// As UUIDv7 has it: the moment first.
const stateIdOf = (n, revision, hex) =>
  uuid((momentOf(n) / 1_000n).toString(16).padStart(12, '0') + `000${revision}` + hex.slice(16));
