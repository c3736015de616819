import type { RowChange } from '../projections/row-change.js';
import { CheckpointMoved } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import type { Namespace } from './namespace.js';
import { writeChanges } from './row-writer.js';
import { SCHEMA_VERSION } from './schema.js';
import type { Session } from './session.js';

/** What is written: the changes, the checkpoint that they follow on, and the one that they lead to. */
export type Step = Readonly<{
  changes: readonly RowChange[];
  after: Checkpoint | null;
  at: Checkpoint;
}>;

/** Writes a step into the generation, or into that which is shown. @throws CheckpointMoved */
export const commit = (
  session: Session,
  namespace: Namespace,
  generation: number | 'shown',
  step: Step,
): Promise<void> =>
  session.transaction('begin', async () => {
    await advance(session, namespace, generation, step);
    await writeChanges(session, step.changes);
  });

/**
 * Compares and moves the checkpoint, and leads the session to its generation. The checkpoint's row is locked from then on,
 * and so is what says which generation is shown: neither another projector nor a draft comes in between.
 */
async function advance(
  session: Session,
  { name, schema }: Namespace,
  generation: number | 'shown',
  { after, at }: Step,
): Promise<void> {
  const target =
    generation === 'shown'
      ? `select generation from ${schema}.shown for share`
      : `select ${generation} as generation`;
  const { count } = await session.prepared(
    `with target as (${target})
    update ${schema}.generations as rows set log_id = $3, position = $4 from target
    where rows.generation = target.generation and rows.version = ${SCHEMA_VERSION}
      and rows.log_id is not distinct from $1 and rows.position is not distinct from $2
    returning set_config('search_path', format('%I', '${name}$' || rows.generation), true)`,
    [after?.logId ?? null, after?.position ?? null, at.logId, at.position],
  );
  if (count === 0) throw new CheckpointMoved('the rows stand at another checkpoint');
}
