import type { Random } from "./random.js";

/** One property under test: `run` makes an input from `random` and throws where the property does not hold. */
export interface FuzzTarget {
  readonly name: string;
  run(random: Random): void;
}
