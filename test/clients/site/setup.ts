import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { runChild } from "../child.js";
import { MissingToolchain, once, step } from "../toolchain.js";
import type { Workspace } from "../workspace.js";

const PROBE_TIMEOUT_MS = 30_000;
const ON_PATH = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"] as const;

/** The Chromium that the variable CHROMIUM names; else the pinned one; where that does not run, one on PATH. */
export async function prepareChromium(workspace: Workspace): Promise<string> {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  try {
    return await pinnedChromium(workspace);
  } catch (error) {
    if (!(error instanceof MissingToolchain)) throw error;
    for (const command of ON_PATH) if ((await versionOf(command)) !== undefined) return command;
    throw new MissingToolchain(`no Chromium (set CHROMIUM to name one): ${error.message}`);
  }
}

/**
 * The headless Chromium that an npm package carries compressed, with the libraries and the font that a bare
 * machine lacks. None of the package's code is run: it is made for another place.
 */
async function pinnedChromium(workspace: Workspace): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new MissingToolchain(`the pinned one is for linux-x64, this is ${process.platform}-${process.arch}`);
  }
  const pins = join(workspace.sources, "site", "chromium");
  const folder = join(workspace.cache, "chromium");
  const program = join(folder, "chromium");
  await once(folder, [await readFile(join(pins, "package-lock.json"), "utf8")], async () => {
    await mkdir(folder, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) await copyFile(join(pins, name), join(folder, name));
    const npm = ["ci", "--ignore-scripts", "--engine-strict=false", "--no-audit", "--no-fund", "--loglevel=error"];
    await step("the Chromium of site/chromium", "npm", npm, folder);
    const packed = join(folder, "node_modules", "@sparticuz", "chromium", "bin");
    await unpack(join(packed, "chromium.br"), join(folder, "headless-shell"));
    for (const name of ["al2023", "fonts"]) {
      await unpack(join(packed, `${name}.tar.br`), join(folder, `${name}.tar`));
      await step(`Chromium's ${name}`, "tar", ["-xf", `${name}.tar`], folder);
    }
    await writeFile(join(folder, "fonts.conf"), fontsConf(folder));
    await writeFile(program, wrapper(folder), { mode: 0o755 });
    await rm(join(folder, "node_modules"), { recursive: true });
    if ((await versionOf(program)) === undefined) throw new MissingToolchain("the pinned Chromium does not start");
  });
  return program;
}

async function unpack(packed: string, to: string): Promise<void> {
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}

function wrapper(folder: string): string {
  return `#!/bin/sh
export LD_LIBRARY_PATH='${folder}/lib' FONTCONFIG_FILE='${folder}/fonts.conf'
exec '${folder}/headless-shell' "$@"
`;
}

/** The machine's own fonts first, if it has any. */
function fontsConf(folder: string): string {
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", `${folder}/fonts`];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((name) => `  <dir>${name}</dir>`).join("\n")}
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
}

async function versionOf(command: string): Promise<string | undefined> {
  const { exitCode, output } = await runChild(command, ["--version"], { timeoutMs: PROBE_TIMEOUT_MS });
  return exitCode === 0 ? output.trim() : undefined;
}
