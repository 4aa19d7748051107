import type { UpstreamAddress } from "../config/address.js";
import type { Config } from "../config/schema.js";
import type { Logger } from "../telemetry/logger.js";

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
  logger: Logger,
): Promise<RunningSimulator> {
  const { Simulator } = await import("../simulator/simulator.js");
  const simulator = new Simulator({
    ...settings,
    rsaKey,
    onError: (error: unknown) => logger.event("simulator.fault", { err: error }),
  });
  return { address: await simulator.listen(address), close: () => simulator.close() };
}
