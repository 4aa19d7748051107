/** A seeded source of numbers in [0, 1). */
export type Random = () => number;

/** Mixes any mix of numbers and texts into 32 bits. */
export function hash(...parts: readonly (number | string)[]): number {
  let state = 0x811c9dc5;
  const mix = (value: number): void => {
    state = Math.imul(state ^ value, 0x01000193);
    state = (state ^ (state >>> 15)) >>> 0;
  };
  for (const part of parts) {
    if (typeof part === "number") {
      mix(part & 0xffff);
      mix((part >>> 16) & 0xffff);
    } else {
      for (let index = 0; index < part.length; index++) mix(part.charCodeAt(index));
    }
    mix(0x7f);
  }
  return state >>> 0;
}

/** The same parts always give the same sequence: any point of a price path can be worked out without its past. */
export function createRandom(...parts: readonly (number | string)[]): Random {
  let state = hash(...parts);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Near enough to a standard normal for prices, and much cheaper: a sum of four uniforms. */
export function gaussian(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}
