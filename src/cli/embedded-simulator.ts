import type { UpstreamAddress } from "../config/address.js";
import type { Config } from "../config/schema.js";

/** More than the simulator has securities and types. */
const NO_QUOTA = 1_000_000;

/** A simulator that listens. It lives in this process and so ends with it. */
export interface RunningSimulator {
  /** With the real port. */
  readonly address: UpstreamAddress;
  close(): Promise<void>;
}

/**
 * Starts a simulator. Loaded only here: a gateway in front of a real OpenD
 * never pays for it.
 * @throws the system's error when the address can't be opened
 */
export async function startSimulator(
  settings: Config["simulator"],
  rsaKey: string | null,
  address: UpstreamAddress,
  forceFtAes = false,
): Promise<RunningSimulator> {
  const { Simulator } = await import("../simulator/simulator.js");
  const { seed, speed, limits } = settings;
  const simulator = new Simulator({
    seed,
    speed,
    frequencyLimits: limits,
    ...(limits ? {} : { subscriptionQuota: NO_QUOTA, historyQuota: NO_QUOTA, minSubscriptionMs: 0 }),
    ...(rsaKey === null ? {} : { rsaKeyPem: rsaKey }),
    forceFtAes,
  });
  return { address: await simulator.listen(address), close: () => simulator.close() };
}
