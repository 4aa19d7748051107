import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A version that the npm registry has. */
export interface PublishedPackage {
  readonly version: string;
  /** `sha512-...` as the registry publishes it. */
  readonly integrity: string;
}

const PACKAGE = "futu-api";
const TIMEOUT_MS = 120_000;

/** Looks a version up: exact, or `latest`. */
export function publishedPackage(wanted: string): PublishedPackage {
  const answer = JSON.parse(npm(["view", `${PACKAGE}@${wanted}`, "version", "dist.integrity", "--json"])) as {
    readonly version?: string;
    readonly "dist.integrity"?: string;
  };
  const { version, "dist.integrity": integrity } = answer;
  if (version === undefined || !integrity?.startsWith("sha512-")) {
    throw new Error(`npm knows no ${PACKAGE} ${wanted} with a sha512 integrity`);
  }
  return { version, integrity };
}

/** Downloads and unpacks a version below `scratch`; the folder with its package.json. Nothing of it is run. */
export function downloadPackage({ version, integrity }: PublishedPackage, scratch: string): string {
  const [packed] = JSON.parse(
    npm(["pack", `${PACKAGE}@${version}`, "--json", "--ignore-scripts", "--pack-destination", scratch]),
  ) as readonly { readonly filename: string }[];
  if (packed === undefined) throw new Error(`npm packed no ${PACKAGE} ${version}`);
  const file = join(scratch, packed.filename);
  const digest = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (digest !== integrity) throw new Error(`${PACKAGE} ${version} is ${digest}, and the registry says ${integrity}`);
  const folder = join(scratch, version);
  mkdirSync(folder);
  execFileSync("tar", ["-xzf", file, "-C", folder]);
  return join(folder, "package");
}

function npm(args: readonly string[]): string {
  try {
    return execFileSync("npm", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], timeout: TIMEOUT_MS });
  } catch (error) {
    const { stderr, stdout } = error as { readonly stderr?: string; readonly stdout?: string };
    const summary = /"summary": "([^"]+)"/.exec(stdout ?? "")?.[1];
    throw new Error(`npm ${args.slice(0, 2).join(" ")}: ${summary ?? stderr?.trim().split("\n").at(-1) ?? error}`);
  }
}
