const FIRST_ROOM = 1_024;

/** Numbers in a row that grows at its end; 8 bytes each, and up to twice as many while it grows. */
export class NumberColumn {
  private values = new Float64Array(FIRST_ROOM);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(value: number): void {
    if (this.used === this.values.length) {
      const larger = new Float64Array(2 * this.used);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.used] = value;
    this.used += 1;
  }

  /** @throws RangeError if there is none */
  at(index: number): number {
    const value = index < this.used ? this.values[index] : undefined;
    if (value === undefined) throw new RangeError(`there is no number ${index} of ${this.used}`);
    return value;
  }
}
