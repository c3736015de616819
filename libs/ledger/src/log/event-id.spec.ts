import { eventIdOf } from './event-id.js';

const COMMAND = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

describe('the id of an event', () => {
  it('is the UUIDv5 that others make of the same namespace and name', () => {
    // python3 -c "import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS, 'taskRun-a/-1/0'))"
    expect(eventIdOf(COMMAND, 'taskRun-a', -1n, 0)).toBe('66516c14-6915-5753-9324-586e2bdfaf16');
  });

  it.each([
    ['stream', eventIdOf(COMMAND, 'taskRun-b', -1n, 0)],
    ['revision', eventIdOf(COMMAND, 'taskRun-a', 0n, 0)],
    ['index', eventIdOf(COMMAND, 'taskRun-a', -1n, 1)],
  ])('differs with the %s', (_, other) => {
    expect(other).not.toBe(eventIdOf(COMMAND, 'taskRun-a', -1n, 0));
  });
});
