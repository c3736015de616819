import type { NewEvent, Revision, StoredEvent } from '@app/event-store';
import { eventIdOf } from '../event-id.js';

/** An event that says nothing: it holds the place of one that was hidden when the log was copied, and is hidden itself. */
export const TRUNCATED = 'Truncated';

/** What stands in a copy at a hidden revision: the same whenever it is made. */
export const placeholder = (stream: string, revision: Revision): NewEvent => ({
  id: idAt(stream, revision),
  type: TRUNCATED,
  data: '{}',
  metadata: '{"schema":1}',
});

export const isPlaceholder = ({ type, id, stream, revision }: StoredEvent): boolean =>
  type === TRUNCATED && id === idAt(stream, revision);

// In the place of a command's id.
const HIDING = '5b0c1f0e-6d0a-5c38-9d0b-0a3f4d7c9e21';

const idAt = (stream: string, revision: Revision): string =>
  eventIdOf(HIDING, stream, revision - 1n, 0);
