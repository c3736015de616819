// Which event was the first with an id, for appends at no exact revision. Bounded, and gone with the server, as is the
// real one's.

const MOST = 50_000;

export function createKnownIds() {
  const events = new Map();
  return {
    first: (id) => events.get(id),
    remember(event) {
      if (events.has(event.id)) return;
      events.set(event.id, event);
      if (events.size > MOST) events.delete(events.keys().next().value);
    },
  };
}
