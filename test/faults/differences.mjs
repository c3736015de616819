const GROWING = ['estimated_run_time', 'estimated_start_time_delta']; // they grow with the clock

/** Where two replicas show a run differently, as sentences. @param one, other each `{ run, row, states, decisions }` */
export const differences = (one, other) =>
  ['run', 'row', 'states', 'decisions']
    .filter((part) => textOf(one[part]) !== textOf(other[part]))
    .map(
      (part) => `the replicas differ in its ${part}: ${textOf(one[part])}, ${textOf(other[part])}`,
    );

const textOf = (value) =>
  JSON.stringify(value, (name, member) => (GROWING.includes(name) ? null : member));

/** Where a run as it is shown is not what its stream says, as sentences. */
export function departures({ run, states, decisions }, events) {
  const written = events.filter(({ type }) => type === 'StateSet');
  const stateIds = written.map(({ data }) => JSON.parse(data).state.id);
  const granted = decisions.filter(({ transition }) => transition !== null);
  return [
    ...(states.map(({ id }) => id).join() === stateIds.join()
      ? []
      : [`its history has ${states.length} states, its stream others, or ${stateIds.length}`]),
    ...(granted.map(({ id }) => id).join() === written.map(({ id }) => id).join()
      ? []
      : [`its decisions have ${granted.length} grants, its stream others, or ${written.length}`]),
    ...(run.state_id === stateIds.at(-1)
      ? []
      : [`it is in state ${run.state_id}, the last of its stream is ${stateIds.at(-1)}`]),
  ];
}
