import { examineStreams } from '../kill/streams.mjs';
import { creationViolations, violationsOf } from '../kill/violations.mjs';
import { departures, differences } from './differences.mjs';
import { readStreams } from './log.mjs';
import { brokenPromises } from './promises.mjs';
import { countedBy, shownBy } from './shown.mjs';

/**
 * Compares, when nothing is on its way any more, what clients were told with the log, and the log with what each replica shows.
 *
 * @returns how many events and streams there are, and what is wrong, as sentences
 */
export async function judge({ settings, apis }, { replicas, journal }) {
  const streams = await readStreams(settings);
  const log = await examineStreams(streams.values(), journal.told);
  const runIds = journal.creations().flatMap(({ dynamicKey }) => journal.runIdsOf(dynamicKey));
  const shown = await Promise.all(apis.map((api) => shownBy(api, runIds, replicas.position())));
  return {
    ...log,
    violations: [
      ...log.violations,
      ...brokenPromises(journal.proposals(), streams),
      ...creationViolations(journal.creations()),
      ...runIds.flatMap((runId) =>
        runViolations(
          journal.proposalsOf(runId),
          streams.get(`taskRun-${runId}`) ?? [],
          shown.map((byRun) => byRun.get(runId)),
        ).map((violation) => `run ${runId}: ${violation}`),
      ),
      ...(await miscounts(apis, streams, replicas.position())),
      ...journal.strange,
      ...replicas.strange,
    ],
  };
}

const runViolations = (proposals, events, [first, ...others]) => [
  ...violationsOf(proposals, first),
  ...departures(first, events),
  ...others.flatMap((other) => differences(first, other)),
];

async function miscounts(apis, streams, position) {
  const runs = [...streams.keys()].filter((stream) => stream.startsWith('taskRun-')).length;
  const counts = await Promise.all(apis.map((api) => countedBy(api, position)));
  return counts
    .filter((count) => count !== runs)
    .map((count) => `a replica lists ${count} runs, the log has ${runs}`);
}

/** Which of the processes have ended by themselves, with their last words. */
export const deathsOf = ({ apis, projectors }) =>
  [...apis, ...projectors]
    .filter(({ ended }) => ended())
    .map(({ base, printed }) => `${base} has ended by itself: ${printed()}`);
