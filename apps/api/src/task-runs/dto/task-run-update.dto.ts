import { Closed } from '../../validation/decorators.js';
import { OptionalText } from '../../validation/fields.js';

/** What may be changed in a run: its name. Absent, it stays; null or "" asks for a new one (4.3). */
@Closed()
export class TaskRunUpdate {
  @OptionalText() name?: string | null;
}
