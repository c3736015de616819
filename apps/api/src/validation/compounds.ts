import { isHopeless, place, readAt, refuse, type Found, type Reader } from './reader.js';

/** A list whose items are read alike. */
export const listOf =
  <T>(read: Reader<T>): Reader<T[]> =>
  (value, faults) => {
    if (!Array.isArray(value)) {
      return refuse(faults, 'list_type', 'Input should be a valid list', value);
    }
    const items: T[] = [];
    for (let index = 0; index < value.length && !isHopeless(faults); index += 1) {
      const item = readAt(read, value[index], index, faults);
      if (item !== null) items.push(item);
    }
    return items;
  };

/** An object with any keys, whose values are read alike. */
export const mapOf =
  <T>(read: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, faults) => {
    if (!isObject(value)) {
      return refuse(faults, 'dict_type', 'Input should be a valid dictionary', value);
    }
    const members: [string, T][] = [];
    for (const [key, member] of Object.entries(value)) {
      if (isHopeless(faults)) break;
      const made = readAt(read, member, key, faults);
      if (made !== null) members.push([key, made]);
    }
    return Object.fromEntries(members); // a plain assignment would take the key `__proto__` for something else
  };

/** The first choice that takes the value; if none does, what each has against it, below its name. */
export const anyOf =
  <T>(...choices: readonly (readonly [name: string, read: Reader<T>])[]): Reader<T> =>
  (value, faults) => {
    const against: Found[] = [];
    for (const [name, read] of choices) {
      const first = against.length;
      const made = read(value, against);
      if (against.length === first) return made;
      place(against, first, name);
    }
    faults.push(...against);
    return null;
  };

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
