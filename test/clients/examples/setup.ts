import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { once, step } from "../toolchain.js";
import type { Workspace } from "../workspace.js";
import type { Command, ExampleName, ExamplePrograms } from "./program.js";

/** The three programs of a language. */
export function programs(command: (name: ExampleName) => Command): ExamplePrograms {
  return { quote: command("quote"), watch: command("watch"), order: command("order") };
}

/** Python code of all services and official messages, as examples/python/Makefile makes it; never committed. */
export async function prepareExampleStubs(workspace: Workspace, python: string): Promise<string> {
  const folder = join(workspace.cache, "stubs-examples");
  const own = [join(workspace.root, "proto"), join(workspace.root, "generated", "proto")];
  const official = join(workspace.root, "node_modules", "futu-api", "proto");
  const services: string[] = [];
  // The official messages are those of one release.
  const inputs = [python, await readFile(join(official, "..", "package.json"), "utf8")];
  for (const root of own) {
    const paths = await readdir(root, { recursive: true });
    for (const path of paths.filter((name) => /^(?:futu|opend)\/.*\.proto$/.test(name)).sort()) {
      services.push(path);
      inputs.push(await readFile(join(root, path), "utf8"));
    }
  }
  const messages = (await readdir(official)).filter((name) => name.endsWith(".proto")).sort();
  await once(folder, inputs, async () => {
    await mkdir(folder, { recursive: true });
    const protoc = ["-m", "grpc_tools.protoc", ...[...own, official].flatMap((path) => ["-I", path])];
    await step("messages for Python", python, [...protoc, `--python_out=${folder}`, ...messages]);
    const output = [`--python_out=${folder}`, `--grpc_python_out=${folder}`];
    await step("gRPC code for Python", python, [...protoc, ...output, ...services]);
  });
  return folder;
}
