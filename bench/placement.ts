import type { Contenders } from "./contenders.js";
import { run } from "./load/run.js";

/** Which cores the processes of a measurement run on; undefined leaves that to the system. */
export interface Cores {
  /** The server that is measured. */
  readonly server: string | undefined;
  /** The load generator, and what stands for OpenD. */
  readonly others: string | undefined;
}

/**
 * Puts processes on cores. A wake-up on another core costs a virtual machine
 * several times as much as one on the same core: left to the system, the same
 * measurement jumps between the two, by a factor of three for a TCP round trip.
 */
export interface Placement {
  readonly name: string;
  /** Server on one core, everything else on another. */
  readonly apart: Cores;
  /** All on one core: only work counts, not the way between cores. Null where nothing can be pinned. */
  readonly together: Cores | null;
  place(contenders: Contenders, cores: Cores): Promise<void>;
  /** Puts one process on `core`, of {@link Cores}. */
  pin(pid: number, core: string | undefined): Promise<void>;
}

const FREE: Placement = {
  name: "left to the system (no taskset, or one core only): figures jump with it",
  apart: { server: undefined, others: undefined },
  together: null,
  place: async () => {},
  pin: async () => {},
};

/** `0-2,5` as [0, 1, 2, 5]. */
function coreNumbers(list: string): readonly string[] {
  return list.split(",").flatMap((part) => {
    const [first = "", last = first] = part.split("-");
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => String(Number(first) + index));
  });
}

/** Uses util-linux' taskset where it is installed and two cores are ours. */
export async function findPlacement(): Promise<Placement> {
  let allowed: string;
  try {
    allowed = (await run("taskset", ["-cp", String(process.pid)])).split(":").pop()?.trim() ?? "";
  } catch {
    return FREE;
  }
  const [first, second] = coreNumbers(allowed);
  if (first === undefined || second === undefined) return FREE;
  const pin = async (pid: number, core: string | undefined): Promise<void> => {
    if (core !== undefined) await run("taskset", ["-acp", core, String(pid)]);
  };
  return {
    name: `server on core ${first}, generator and OpenD's stand-in on core ${second}`,
    apart: { server: first, others: second },
    together: { server: first, others: first },
    place: async ({ tcpEcho, grpcEcho, gateway, ftapiEcho }, cores) => {
      for (const server of [tcpEcho, grpcEcho, gateway]) await pin(server.pid, cores.server);
      await pin(ftapiEcho.pid, cores.others);
    },
    pin,
  };
}
