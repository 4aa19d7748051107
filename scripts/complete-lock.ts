/**
 * Adds to package-lock.json the packages of other platforms that npm left out
 * because the registry in use does not carry them. Without them `npm ci` refuses
 * the lock on every platform. `--check` only reports.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const cpus: Readonly<Record<string, string>> = { aarch64: "arm64", armv7: "arm" };
const exactVersion = /^\d+\.\d+\.\d+$/;

const lockFile = join(import.meta.dirname.replace(/\/dist\/scripts$/, "/scripts"), "../package-lock.json");
const lock = JSON.parse(readFileSync(lockFile, "utf8")) as { packages: Record<string, LockedPackage> };

/** Where npm would look for `name` from `from`, nearest first. */
function placesOf(name: string, from: string): readonly string[] {
  const places = [];
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    places.push(folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`);
    if (folder === "") return places;
    if (!folder.includes("/node_modules/")) folder = "";
  }
}

/** `@x/binding-linux-arm64-musl` to what npm compares with the machine; undefined when the name does not tell. */
function platformOf(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> | undefined {
  const parts = name.slice(name.lastIndexOf("/") + 1).split("-");
  const at = parts.findIndex((part) => systems.includes(part));
  const [os, cpu, abi] = parts.slice(at);
  if (at < 0 || os === undefined || cpu === undefined) return undefined;
  const libc =
    os !== "linux" ? undefined : abi?.startsWith("musl") ? "musl" : abi?.startsWith("gnu") ? "glibc" : undefined;
  return { os: [os], cpu: [cpus[cpu] ?? cpu], ...(libc === undefined ? {} : { libc: [libc] }) };
}

const missing: [place: string, entry: LockedPackage][] = [];
for (const [from, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (placesOf(name, from).some((place) => lock.packages[place] !== undefined)) continue;
    const platform = platformOf(name);
    if (platform === undefined || !exactVersion.test(version)) {
      throw new Error(`package-lock.json lacks ${name} ${version}; run npm install with a registry that carries it`);
    }
    missing.push([`node_modules/${name}`, { version, ...platform, ...(dev ? { dev } : {}), optional: true }]);
  }
}

if (missing.length > 0 && process.argv.includes("--check")) {
  console.error(`package-lock.json lacks ${missing.length} packages of other platforms, so npm ci refuses it.`);
  console.error("Run: node --import tsx scripts/complete-lock.ts");
  process.exitCode = 1;
} else if (missing.length > 0) {
  const packages = Object.entries({ ...lock.packages, ...Object.fromEntries(missing) });
  packages.sort(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(lockFile, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`Added ${missing.length} packages to package-lock.json.`);
}
