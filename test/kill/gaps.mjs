/** What is missing between the events of a stream. Nothing is ever deleted from a log: what is truncated is only hidden. */
export function gapsOf(stream) {
  const transitions = stream
    .filter(({ type }) => type === 'StateSet')
    .map(({ data }) => JSON.parse(data).transition);
  return [
    ...(follow(
      stream.map(({ revision }) => Number(revision)),
      0,
    )
      ? []
      : [`${stream[0].stream} has a gap in its revisions`]),
    ...(follow(transitions, 1) ? [] : [`${stream[0].stream} has a gap in its transitions`]),
  ];
}

const follow = (numbers, first) => numbers.every((number, index) => number === first + index);
