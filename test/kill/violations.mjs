/**
 * What is wrong with a run, as sentences; none if every promise was kept.
 *
 * @param proposals what was proposed to the run, as the journal has it
 * @param shown what the server shows of it: `run`, `row` (of the list), `states` and `decisions`
 */
export function violationsOf(proposals, shown) {
  return [
    ...proposals.flatMap((proposal) => brokenPromises(proposal, shown)),
    ...forgottenRefusals(proposals, shown),
    ...uninvited(proposals, shown),
    ...disorder(shown),
    ...disagreement(shown),
  ];
}

function brokenPromises({ token, granted, unanswered }, { states, decisions }) {
  const written = states.filter(({ message }) => message === token);
  const found = [];
  if (written.length > 1) found.push(`${token} was written ${written.length} times`);
  if (granted !== null && written[0]?.id !== granted) {
    found.push(`${token} was granted as state ${granted}, which is not in the history`);
  }
  if (granted === null && unanswered === 0 && written.length > 0) {
    found.push(`${token} was refused, and its state is in the history`);
  }
  if (granted !== null && !decisions.some(({ state_id }) => state_id === granted)) {
    found.push(`${token} was granted, and no decision says so`);
  }
  return found;
}

// Equal refusals in a row are one line with a count.
function forgottenRefusals(proposals, { decisions }) {
  const told = tally(
    proposals.flatMap(({ body, refusals }) =>
      refusals.map(({ status, reason }) => [`${body.state.type} ${status} ${reason}`, 1]),
    ),
  );
  const kept = tally(
    decisions.map(({ proposed, status, reason, count }) => [
      `${proposed.type} ${status} ${reason}`,
      count,
    ]),
  );
  return [...told]
    .filter(([refusal, count]) => count > (kept.get(refusal) ?? 0))
    .map(([refusal, count]) => `${refusal}: told ${count} times, kept ${kept.get(refusal) ?? 0}`);
}

function tally(counted) {
  const sums = new Map();
  for (const [name, count] of counted) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

// A run's first state is that of its creation; all others were proposed by somebody.
const uninvited = (proposals, { states }) => {
  const tokens = new Set(proposals.map(({ token }) => token));
  return states
    .slice(1)
    .filter(({ message }) => !tokens.has(message))
    .map(({ id, message }) => `state ${id} (${message}) was proposed by nobody`);
};

function disorder({ states, decisions }) {
  const found = [];
  if (new Set(states.map(({ id }) => id)).size !== states.length)
    found.push('a state is there twice');
  if (
    states.some(({ timestamp }, index) => index > 0 && timestamp <= states[index - 1].timestamp)
  ) {
    found.push('the states do not follow each other in time');
  }
  const transitions = decisions.flatMap(({ transition }) => transition ?? []).sort((a, b) => a - b);
  if (transitions.some((transition, index) => transition !== index + 1)) {
    found.push(`the transitions have a gap: ${transitions.join(' ')}`);
  }
  return found;
}

const disagreement = ({ run, row, states }) => [
  ...(run.state_id === states.at(-1)?.id
    ? []
    : [`the run is in state ${run.state_id}, the last of its history is ${states.at(-1)?.id}`]),
  ...Object.keys({ ...run, ...row })
    .filter((field) => !GROWING.includes(field))
    .filter((field) => JSON.stringify(run[field]) !== JSON.stringify(row?.[field]))
    .map(
      (field) =>
        `${field} is ${JSON.stringify(run[field])}, the list has ${JSON.stringify(row?.[field])}`,
    ),
];

const GROWING = ['estimated_run_time', 'estimated_start_time_delta']; // they grow with the clock

/** What is wrong with the creations: one natural key is one run, and it was created once. */
export const creationViolations = (creations) =>
  creations.flatMap(({ dynamicKey, runIds, created, unanswered }) => [
    ...(runIds.size > 1 ? [`${dynamicKey} became ${runIds.size} runs`] : []),
    ...(created > 1 ? [`${dynamicKey} was created ${created} times`] : []),
    ...(created === 0 && runIds.size > 0 && unanswered === 0
      ? [`${dynamicKey} is there, and nobody was told of its creation`]
      : []),
  ]);
