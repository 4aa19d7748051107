import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";

/** As the rival makes it, so that its files work (facts: futuopend-rs.md 3.4): it differs for each key. */
export function machineFingerprint(keyId: string, machineId: string): string {
  return hash("sha256", `futu-machine-bind:v1:${keyId}:${machineId}`, "hex");
}

const LINUX_FILES = ["/etc/machine-id", "/var/lib/dbus/machine-id"];

export interface MachineSource {
  readonly platform: NodeJS.Platform;
  /** @throws when it can't be read */
  readonly readFile: (path: string) => string;
  /** What a program prints. @throws when it can't be run */
  readonly run: (program: string, args: readonly string[]) => string;
}

const thisMachine: MachineSource = {
  platform: process.platform,
  readFile: (path) => readFileSync(path, "utf8"),
  run: (program, args) => execFileSync(program, args, { encoding: "utf8", timeout: 5000, stdio: "pipe" }),
};

/** The raw id of this host, or null where there is none, as in many containers: keys bound to a machine fail there. */
export function readMachineId(source: MachineSource = thisMachine): string | null {
  if (source.platform === "darwin") {
    const text = attempt(() => source.run("/usr/sbin/ioreg", ["-rd1", "-c", "IOPlatformExpertDevice"]));
    return /"IOPlatformUUID"\s*=\s*"([^"]+)"/.exec(text ?? "")?.[1] ?? null;
  }
  for (const path of LINUX_FILES) {
    const id = attempt(() => source.readFile(path))?.trim();
    // systemd writes `uninitialized` into images: the same on every host.
    if (id !== undefined && id !== "" && id !== "uninitialized") return id;
  }
  return null;
}

function attempt(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
