import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findRedisServer } from "../../src/limits/redis/testing/redis-server.js";
import { runChild } from "./child.js";
import type { Workspace } from "./workspace.js";

/** Something that this machine lacks; its suites are counted as skipped, or as failed with CI=true. */
export class MissingToolchain extends Error {
  override readonly name = "MissingToolchain";
}

const PROBE_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 420_000;
/** The pinned packages have wheels from here on. */
const PYTHON_MIN_MINOR = 11;

/** The first Python 3.11 or newer: the variable PYTHON, then what is on PATH. */
async function findPython(): Promise<{ readonly command: string; readonly version: string }> {
  const named = process.env["PYTHON"];
  const candidates = named === undefined ? ["python3", "python3.11", "python3.12", "python3.13", "python"] : [named];
  for (const command of candidates) {
    const { exitCode, output } = await runChild(command, ["-c", "import sys, venv, ensurepip; print(sys.version)"], {
      timeoutMs: PROBE_TIMEOUT_MS,
    });
    const minor = /^3\.(\d+)\./.exec(output)?.[1];
    if (exitCode === 0 && minor !== undefined && Number(minor) >= PYTHON_MIN_MINOR) {
      return { command, version: output.trim() };
    }
  }
  throw new MissingToolchain(
    `no Python 3.${PYTHON_MIN_MINOR} or newer with venv (tried ${candidates.join(", ")}; set PYTHON to name one)`,
  );
}

/** A virtual environment with exactly `requirements/<name>.txt`; made again when file or Python change. */
export async function preparePython(workspace: Workspace, name: string): Promise<string> {
  const { command, version } = await findPython();
  const requirements = join(workspace.sources, "python", "requirements", `${name}.txt`);
  const folder = join(workspace.cache, "venv", name);
  const python = join(folder, "bin", "python");
  await once(folder, [version, await readFile(requirements, "utf8")], async () => {
    await step(`a virtual environment (${command})`, command, ["-m", "venv", folder]);
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--disable-pip-version-check",
      "--require-hashes",
      "-r",
      requirements,
    ];
    await step(`the Python packages of ${name}.txt`, python, pip);
  });
  return python;
}

/** The Redis that OPEND_GATEWAY_REDIS_SERVER names; else the pinned one; where that does not run, one on PATH. */
export async function prepareRedis(workspace: Workspace): Promise<string> {
  const named = process.env["OPEND_GATEWAY_REDIS_SERVER"];
  if (named !== undefined && named !== "") return named;
  try {
    return join(dirname(await preparePython(workspace, "redis")), "redis-server");
  } catch (error) {
    const found = findRedisServer();
    if (found === null || !(error instanceof MissingToolchain)) throw error;
    return found;
  }
}

/** grpcurl as test/clients/go/tools pins it. */
export function prepareGrpcurl(workspace: Workspace): Promise<string> {
  return prepareGoTool(workspace, "grpcurl", "github.com/fullstorydev/grpcurl/cmd/grpcurl");
}

/** ghz, which makes load, as test/clients/go/tools pins it. */
export function prepareGhz(workspace: Workspace): Promise<string> {
  return prepareGoTool(workspace, "ghz", "github.com/bojand/ghz/cmd/ghz");
}

/** A program of test/clients/go/tools, built from the Go module proxy. */
async function prepareGoTool(workspace: Workspace, name: string, path: string): Promise<string> {
  const module = join(workspace.sources, "go", "tools");
  const probe = await runChild("go", ["version"], { cwd: module, timeoutMs: INSTALL_TIMEOUT_MS });
  if (probe.exitCode !== 0)
    throw new MissingToolchain(`no Go that can build go/tools/go.mod: ${lastLine(probe.output)}`);
  const folder = join(workspace.cache, name);
  const binary = join(folder, name);
  const inputs = [
    probe.output,
    await readFile(join(module, "go.mod"), "utf8"),
    await readFile(join(module, "go.sum"), "utf8"),
  ];
  await once(folder, inputs, () => step(name, "go", ["build", "-mod=readonly", "-o", binary, path], module));
  return binary;
}

/** Python code for the gateway's own services, from the protos; never committed. */
export async function prepareStubs(workspace: Workspace, python: string): Promise<string> {
  const protos = join(workspace.root, "proto");
  const services = join(protos, "futu", "service");
  const own = ["opend/v1/limits.proto", "opend/v1/keys.proto"];
  const folder = join(workspace.cache, "stubs");
  const files = [join(services, "futu.proto"), ...own.map((name) => join(protos, name))];
  await once(folder, [python, ...(await Promise.all(files.map((file) => readFile(file, "utf8"))))], async () => {
    await mkdir(folder, { recursive: true });
    const protoc = ["-m", "grpc_tools.protoc", `--python_out=${folder}`, `--grpc_python_out=${folder}`];
    // Not with the proto's folders: a Python package `futu` would hide the SDK of that name.
    await step("gRPC code for Python", python, [...protoc, "-I", services, "futu.proto"]);
    await step("gRPC code for Python", python, [...protoc, "-I", protos, ...own]);
  });
  return folder;
}

/** Makes `folder` anew unless it was made from the same inputs. */
export async function once(folder: string, inputs: readonly string[], make: () => Promise<void>): Promise<void> {
  const hash = createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
  const stamp = join(folder, ".made-from");
  if ((await readFile(stamp, "utf8").catch(() => "")) === hash) return;
  await rm(folder, { recursive: true, force: true });
  await make();
  await mkdir(folder, { recursive: true });
  await writeFile(stamp, hash);
}

export async function step(what: string, command: string, args: readonly string[], cwd?: string): Promise<void> {
  const { exitCode, timedOut, output } = await runChild(command, args, {
    timeoutMs: INSTALL_TIMEOUT_MS,
    ...(cwd === undefined ? {} : { cwd }),
  });
  if (exitCode === 0) return;
  const why = timedOut
    ? `no end within ${INSTALL_TIMEOUT_MS / 1000} s`
    : output.trim().split("\n").slice(-8).join("\n");
  throw new MissingToolchain(`could not make ${what}: ${why}`);
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
