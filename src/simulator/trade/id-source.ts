/** Ids that differ by kind, grow, repeat for the same seed and are all above 2^53. */
export interface IdSource {
  order(): bigint;
  fill(): bigint;
  position(): bigint;
  flow(): bigint;
}

const ORDER_BASE = 6_400_000_000_000_000_000n;
const FILL_BASE = 7_200_000_000_000_000_000n;
const POSITION_BASE = 5_100_000_000_000_000_000n;
const FLOW_BASE = 4_300_000_000_000_000_000n;
/** Room for this many ids of a kind before two seeds meet. */
const IDS_PER_SEED = 1_000_000_000_000n;
const SEEDS = 100_000n;

export function createIdSource(seed: number): IdSource {
  const offset = (BigInt(Math.trunc(Math.abs(seed))) % SEEDS) * IDS_PER_SEED;
  const counter = (base: bigint): (() => bigint) => {
    let last = base + offset;
    return () => {
      last += 1n;
      return last;
    };
  };
  return {
    order: counter(ORDER_BASE),
    fill: counter(FILL_BASE),
    position: counter(POSITION_BASE),
    flow: counter(FLOW_BASE),
  };
}
