import { runOf, type RowChange } from '../projections/row-change.js';

type Change<Kind extends RowChange['change']> = Extract<RowChange, { change: Kind }>;

/** Changes that lead to the same rows when they are made kind by kind, in the order of the members. */
export type Wave = Readonly<{
  deleted: string[];
  inserted: Change<'insert-run'>['run'][];
  updated: Change<'update-run'>[];
  states: Change<'insert-state'>[];
}>;

/** The changes in as few waves as keep what happens to a run in order. */
export function inWaves(changes: readonly RowChange[]): readonly Wave[] {
  const waves: Wave[] = [];
  let touched = new Set<string>(); // runs of which the wave at hand can take no more than states
  for (const change of changes) {
    const wave = waves.at(-1);
    const id = runOf(change);
    const comesLater = change.change !== 'insert-state' && touched.has(id);
    if (wave === undefined || comesLater) {
      touched = new Set();
      waves.push(withChange(emptyWave(), change));
    } else {
      withChange(wave, change);
    }
    if (change.change !== 'delete-run') touched.add(id);
  }
  return waves;
}

const emptyWave = (): Wave => ({ deleted: [], inserted: [], updated: [], states: [] });

function withChange(wave: Wave, change: RowChange): Wave {
  switch (change.change) {
    case 'delete-run':
      wave.deleted.push(change.id);
      break;
    case 'insert-run':
      wave.inserted.push(change.run);
      break;
    case 'update-run':
      wave.updated.push(change);
      break;
    case 'insert-state':
      wave.states.push(change);
      break;
  }
  return wave;
}
