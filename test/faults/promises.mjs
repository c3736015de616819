/**
 * Where the log is not what clients were told, as sentences; none if every promise was kept.
 *
 * @param proposals as the journal has them
 * @param streams the events of the log by stream, each stream in order
 */
export const brokenPromises = (proposals, streams) => [
  ...doubledIds(streams),
  ...doubledRuns(streams),
  ...[...byRun(proposals)].flatMap(([runId, ofRun]) => [
    ...brokenGrants(ofRun, streams.get(`taskRun-${runId}`) ?? []),
    ...brokenRefusals(ofRun, streams.get(`taskRunRefusals-${runId}`) ?? []),
  ]),
];

function byRun(proposals) {
  const runs = new Map();
  for (const proposal of proposals) {
    if (!runs.has(proposal.runId)) runs.set(proposal.runId, []);
    runs.get(proposal.runId).push(proposal);
  }
  return runs;
}

function doubledIds(streams) {
  const found = [];
  const ids = new Set();
  for (const { id, stream } of [...streams.values()].flat()) {
    if (ids.has(id)) found.push(`event ${id} of ${stream} is in the log twice`);
    ids.add(id);
  }
  return found;
}

function doubledRuns(streams) {
  const found = [];
  const streamOf = new Map(); // by dynamic key
  for (const { stream, type, data } of [...streams.values()].flat()) {
    if (type !== 'TaskRunCreated') continue;
    const { dynamicKey } = JSON.parse(data).run;
    if (streamOf.has(dynamicKey))
      found.push(`${dynamicKey} was created in ${streamOf.get(dynamicKey)} and in ${stream}`);
    streamOf.set(dynamicKey, stream);
  }
  return found;
}

function brokenGrants(proposals, events) {
  const written = new Map(); // by token
  for (const { id, type, revision, data } of events) {
    if (type !== 'StateSet') continue;
    const { state } = JSON.parse(data);
    const earlier = written.get(state.message) ?? [];
    written.set(state.message, [...earlier, { id, revision: Number(revision), stateId: state.id }]);
  }
  return proposals.flatMap((proposal) => brokenGrant(proposal, written.get(proposal.token) ?? []));
}

function brokenGrant({ token, granted, recorded, unanswered }, written) {
  if (written.length > 1) return [`${token} is in the log ${written.length} times`];
  if (granted === null) {
    return unanswered === 0 && written.length > 0
      ? [`${token} was refused, and is in the log`]
      : [];
  }
  const [found] = written;
  const { decision, revision } = recorded;
  return found?.stateId === granted && found.id === decision && found.revision === revision
    ? []
    : [
        `${token} was granted as state ${granted} by event ${decision} at revision ${revision}; ` +
          `the log has ${JSON.stringify(found)}`,
      ];
}

// An equal refusal in a row is recorded without status and reason: those of the one that it repeats.
function brokenRefusals(proposals, events) {
  const recorded = new Map();
  let verdict;
  for (const { id, type, data } of events) {
    if (type === 'TransitionRefused') ({ verdict } = JSON.parse(data));
    recorded.set(id, verdict);
  }
  return proposals.flatMap(({ token, refusals }) =>
    refusals
      .filter(({ status, reason, decision }) => {
        const found = recorded.get(decision);
        return found?.status !== status || found.reason !== reason;
      })
      .map(
        ({ status, reason, decision }) =>
          `${token} was refused by event ${decision} (${status} ${reason}); ` +
          `the log has ${JSON.stringify(recorded.get(decision))}`,
      ),
  );
}
