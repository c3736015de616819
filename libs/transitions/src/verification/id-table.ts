const FIRST_ROOM = 1_024; // ids
const WORDS = 4; // of an id
const SLOTS = 2; // for each id there is room for: at least half of them stay empty
const EMPTY = -1;

/**
 * Numbers UUIDs in the order in which they come. A Map would take five times the memory, and no more than 16 million of them;
 * here one takes 24 bytes, and up to twice as many while the table grows.
 */
export class IdTable {
  private words = new Uint32Array(FIRST_ROOM * WORDS);
  private slots = new Int32Array(FIRST_ROOM * SLOTS).fill(EMPTY);
  private used = 0;

  get size(): number {
    return this.used;
  }

  /** The number of an id, which is new if the id is. @throws RangeError if it is no UUID in lower case */
  add(id: string): number {
    const words = wordsOf(id);
    if (words === null) throw new RangeError(`no UUID in lower case: ${id}`);
    const slot = this.slotOf(words);
    const found = this.slots[slot] ?? EMPTY;
    if (found !== EMPTY) return found;
    const number = this.used;
    this.words.set(words, number * WORDS);
    this.slots[slot] = number;
    this.used += 1;
    if (this.used * WORDS === this.words.length) this.grow();
    return number;
  }

  /** The number of an id; null if it has none. */
  numberOf(id: string): number | null {
    const words = wordsOf(id);
    const found = words === null ? EMPTY : (this.slots[this.slotOf(words)] ?? EMPTY);
    return found === EMPTY ? null : found;
  }

  /** The id with a number. */
  idOf(number: number): string {
    const hex = [...this.wordsAt(number)]
      .map((word) => word.toString(16).padStart(8, '0'))
      .join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /** Where an id is, or would be. */
  private slotOf(words: Words): number {
    let slot = scattered(words) % this.slots.length;
    for (;;) {
      const number = this.slots[slot] ?? EMPTY;
      if (number === EMPTY || this.isAt(number, words)) return slot;
      slot = (slot + 1) % this.slots.length;
    }
  }

  private isAt(number: number, words: Words): boolean {
    const at = number * WORDS;
    return words.every((word, nth) => this.words[at + nth] === word);
  }

  private wordsAt(number: number): Uint32Array {
    return this.words.subarray(number * WORDS, (number + 1) * WORDS);
  }

  private grow(): void {
    const larger = new Uint32Array(2 * this.words.length);
    larger.set(this.words);
    this.words = larger;
    this.slots = new Int32Array(2 * this.slots.length).fill(EMPTY);
    for (let number = 0; number < this.used; number += 1) {
      const [a = 0, b = 0, c = 0, d = 0] = this.wordsAt(number);
      this.slots[this.slotOf([a, b, c, d])] = number;
    }
  }
}

type Words = readonly [number, number, number, number];

const CANONICAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const wordsOf = (id: string): Words | null =>
  CANONICAL.test(id)
    ? [
        parseInt(id.slice(0, 8), 16),
        parseInt(id.slice(9, 13) + id.slice(14, 18), 16),
        parseInt(id.slice(19, 23) + id.slice(24, 28), 16),
        parseInt(id.slice(28), 16),
      ]
    : null;

/** Ids that count up or tell the time have most of their chance in some bits alone: all are mixed (the finalizer of MurmurHash3). */
function scattered([a, b, c, d]: Words): number {
  let h = a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca77) ^ Math.imul(d, 0xc2b2ae3d);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
