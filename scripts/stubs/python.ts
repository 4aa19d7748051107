import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROTO_FOLDERS, protos } from "./protos.js";
import { root, run } from "./run.js";
import { makeStubs } from "./target.js";

const REQUIREMENTS = "test/clients/python/requirements/examples.txt";

/** Modules and type stubs by grpcio-tools, in the version that the examples use. */
export function pythonStubs(): string {
  return makeStubs("python", [REQUIREMENTS], (folder) => {
    const python = protocPython();
    const all = protos();
    const names = (official: boolean) => all.filter((proto) => proto.official === official).map(({ name }) => name);
    const protoc = ["-m", "grpc_tools.protoc", ...PROTO_FOLDERS.flatMap((path) => ["-I", path])];
    const messages = [`--python_out=${folder}`, `--pyi_out=${folder}`];
    run(python, [...protoc, ...messages, ...names(true)]);
    run(python, [...protoc, ...messages, `--grpc_python_out=${folder}`, ...names(false)]);
  });
}

/** A virtual environment with grpcio-tools. */
function protocPython(): string {
  const folder = join(root, ".cache", "stubs-python");
  const python = join(folder, "bin", "python");
  if (!existsSync(python)) run(process.env["PYTHON"] ?? "python3", ["-m", "venv", folder]);
  run(python, [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    "-r",
    REQUIREMENTS,
  ]);
  return python;
}
