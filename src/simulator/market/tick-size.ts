/** Steps of HKEX's spread table in force before its 2025 reduction, and the fixed steps of the others. */
const hongKongSteps: readonly (readonly [upTo: number, step: number])[] = [
  [0.25, 0.001],
  [0.5, 0.005],
  [10, 0.01],
  [20, 0.02],
  [100, 0.05],
  [200, 0.1],
  [500, 0.2],
  [1000, 0.5],
  [2000, 1],
  [5000, 2],
  [Infinity, 5],
];

export function hongKongTickSize(price: number): number {
  for (const [upTo, step] of hongKongSteps) if (price < upTo) return step;
  return 5;
}

export function fixedTickSize(step: number): (price: number) => number {
  return () => step;
}

/** The nearest price that may be quoted, never under one step. */
export function roundToTick(price: number, tickSize: (price: number) => number): number {
  const step = tickSize(price);
  const steps = Math.max(1, Math.round(price / step));
  return cleanPrice(steps * step);
}

/** Cuts the noise of binary fractions: no market quotes more than four decimals. */
export function cleanPrice(price: number): number {
  return Math.round(price * 10_000) / 10_000;
}
