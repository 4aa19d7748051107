import { join, resolve } from "node:path";
import { formatAddress, type ListenAddress } from "./address.js";
import type { Config } from "./schema.js";
import { NO_PATH } from "./setting.js";

const OWN_FOLDER = "opend-gateway";
const AUDIT_FOLDER = "audit";

/** Where a gateway keeps what must outlive it. null: nowhere. */
export interface StatePlaces {
  readonly stateDir: string | null;
  /** A file, or a folder for daily files. */
  readonly auditPath: string | null;
}

/** What the settings of both places come to. Paths of the environment that are not absolute count as not set. */
export function statePlaces(
  config: Pick<Config, "stateDir" | "audit" | "opend" | "grpc">,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): StatePlaces {
  const stateDir = unlessNone(config.stateDir ?? defaultFolder(config, env, platform));
  return { stateDir, auditPath: unlessNone(config.audit ?? (stateDir === null ? null : join(stateDir, AUDIT_FOLDER))) };
}

/**
 * One folder for each gRPC address, so that two gateways of one user don't meet
 * in it. None for the simulator, whose accounts start anew each time, and for a
 * port that is another one at the next start.
 */
function defaultFolder(
  { opend, grpc }: Pick<Config, "opend" | "grpc">,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string | null {
  if (opend.addresses.length === 0 || (grpc.address.kind === "tcp" && grpc.address.port === 0)) return null;
  const data = dataFolder(env, platform);
  return data === null ? null : join(data, OWN_FOLDER, folderName(grpc.address));
}

/** The user's data folder: XDG's, or the platform's own. */
function dataFolder(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string | null {
  const { XDG_DATA_HOME: xdg = "", HOME: home = "", LOCALAPPDATA: local = "" } = env;
  if (xdg.startsWith("/")) return xdg;
  if (platform === "win32") return local === "" ? null : local;
  if (!home.startsWith("/")) return null;
  return platform === "darwin" ? join(home, "Library", "Application Support") : join(home, ".local", "share");
}

function folderName(address: ListenAddress): string {
  const text = address.kind === "unix" ? `unix${resolve(address.path)}` : formatAddress(address);
  return text.replaceAll(/[^A-Za-z0-9.-]/g, "_");
}

function unlessNone(path: string | null): string | null {
  return path === NO_PATH ? null : path;
}
