import { position, START } from '../event-store.js';
import { Place } from './place.js';

describe('the place of a subscriber', () => {
  it('is where it began, at first', () => {
    expect(new Place(position(5n)).caughtUp()).toEqual({ caughtUp: true, position: 5n });
  });

  it('is the greatest of what was handed out and searched', () => {
    const place = new Place(position(5n));
    place.reach(position(9n), 'handed out');
    place.reach(position(7n), 'searched');
    expect(place.position).toBe(9n);
    place.reach(position(12n), 'searched');
    expect(place.position).toBe(12n);
    expect(place.caughtUp().position).toBe(12n);
  });

  it('is the start of an empty ledger, though others fill the log', () => {
    const place = new Place(START);
    place.reach(position(5_000n), 'searched');
    expect(place.caughtUp().position).toBe(START);
    expect(place.position).toBe(5_000n);
    place.reach(position(6_000n), 'handed out');
    expect(place.caughtUp().position).toBe(6_000n);
  });
});
