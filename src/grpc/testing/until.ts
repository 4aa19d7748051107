const DEADLINE_MS = 10_000;

/** Waits, turn by turn of the event loop, for what another party in this process brings about. */
export async function until(reached: () => boolean, what = "the state that the test waits for"): Promise<void> {
  const endMs = performance.now() + DEADLINE_MS;
  while (!reached()) {
    if (performance.now() > endMs) throw new Error(`${what} did not come within ${DEADLINE_MS} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
