import { runChild } from "../child.js";
import { MissingToolchain } from "../toolchain.js";
import { RELEASES } from "./releases.js";

const PROBE_TIMEOUT_MS = 60_000;

/** Looks whether the npm registry in use has the releases. */
export async function prepareReleases(): Promise<string> {
  for (const { version, integrity } of Object.values(RELEASES)) {
    const args = ["view", `futu-api@${version}`, "dist.integrity"];
    const { exitCode, output } = await runChild("npm", args, { timeoutMs: PROBE_TIMEOUT_MS });
    if (exitCode !== 0 || !output.includes(integrity)) {
      throw new MissingToolchain(`the npm registry does not give futu-api ${version} with its integrity`);
    }
  }
  return "the npm registry";
}
