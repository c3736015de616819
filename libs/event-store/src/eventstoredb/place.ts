import { START, type CaughtUp, type Position } from '../event-store.js';

/** How far a subscriber has come. */
export class Place {
  private searched: Position;
  private empty: boolean;

  constructor(after: Position) {
    this.searched = after;
    this.empty = after === START;
  }

  /** Where to go on: nothing of ours that lies before is missing. */
  get position(): Position {
    return this.searched;
  }

  /** Up to here events were handed out, or the server has found no more of ours. */
  reach(position: Position, kind: 'handed out' | 'searched'): void {
    if (kind === 'handed out') this.empty = false;
    if (position > this.searched) this.searched = position;
  }

  /** A ledger without events stands at its start, wherever the server has got to with those of others. */
  caughtUp(): CaughtUp {
    return { caughtUp: true, position: this.empty ? START : this.searched };
  }
}
