import type { UpstreamAddress } from "../config/address.js";
import type { Config } from "../config/schema.js";
import type { SimulatorOptions } from "../simulator/options.js";
import type { SimulatorStats } from "../simulator/stats.js";

/** More than the simulator has securities and types. */
const NO_QUOTA = 1_000_000;

/** A simulator that listens. It lives in this process and so ends with it. */
export interface RunningSimulator {
  /** With the real port. */
  readonly address: UpstreamAddress;
  stats(): SimulatorStats;
  close(): Promise<void>;
}

/**
 * Starts a simulator. Loaded only here: a gateway in front of a real OpenD
 * never pays for it.
 * @param more what only the simulator's own command offers
 * @throws the system's error when the address can't be opened
 */
export async function startSimulator(
  settings: Config["simulator"],
  rsaKey: string | null,
  address: UpstreamAddress,
  more: Pick<SimulatorOptions, "forceFtAes" | "startMs" | "firehose" | "firehoseTrades" | "firehoseNotices"> = {},
): Promise<RunningSimulator> {
  const { Simulator } = await import("../simulator/simulator.js");
  const { seed, speed, limits } = settings;
  const simulator = new Simulator({
    seed,
    speed,
    frequencyLimits: limits,
    ...(limits ? {} : { subscriptionQuota: NO_QUOTA, historyQuota: NO_QUOTA, minSubscriptionMs: 0 }),
    ...(rsaKey === null ? {} : { rsaKeyPem: rsaKey }),
    ...more,
  });
  const bound = await simulator.listen(address);
  return { address: bound, stats: () => simulator.stats(), close: () => simulator.close() };
}
