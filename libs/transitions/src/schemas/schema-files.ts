import asyncApi from '../../schemas/asyncapi.json' with { type: 'json' };
import stateSchema from '../../schemas/task-run.state.v1.json' with { type: 'json' };
import transitionSchema from '../../schemas/task-run.transition.v1.json' with { type: 'json' };

/** The schema of a TransitionValue. */
export const TRANSITION_SCHEMA = 'task-run.transition.v1.json';

/** The schema of a StateValue. */
export const STATE_SCHEMA = 'task-run.state.v1.json';

/** The published description of the records: JSON texts by their file names. `npm run schemas` writes them. */
export const SCHEMA_FILES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    [TRANSITION_SCHEMA]: transitionSchema,
    [STATE_SCHEMA]: stateSchema,
    'asyncapi.json': asyncApi,
  }).map(([file, content]) => [file, `${JSON.stringify(content, null, 2)}\n`]),
);
