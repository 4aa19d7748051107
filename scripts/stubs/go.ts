import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROTO_FOLDERS, type Proto, protos } from "./protos.js";
import { buf, root, run } from "./run.js";
import { makeStubs } from "./target.js";

/** Of the packages; a program that uses them has a `replace` with the folder in its go.mod. */
const MODULE = "opend-gateway/gen";
const PINS = "examples/go";
const TOOLS = "tools";
const OWN_MODULE = /^.*opend-gateway\/gen (v|=>).*\n/gm;

/** A Go module by the plugins that examples/go/go.mod pins. */
export function goStubs(): string {
  return makeStubs("go", [`${PINS}/go.mod`, `${PINS}/go.sum`], (folder) => {
    run("go", ["version"]);
    // The pinned module itself needs the stubs that are still to be made.
    const tools = join(folder, TOOLS);
    mkdirSync(tools);
    const pinned = readFileSync(join(root, PINS, "go.mod"), "utf8");
    writeFileSync(join(tools, "go.mod"), pinned.replace(OWN_MODULE, ""));
    copyFileSync(join(root, PINS, "go.sum"), join(tools, "go.sum"));
    const all = protos();
    const plugin = (name: string) => ({
      local: ["go", "-C", tools, "tool", name],
      out: folder,
      opt: [`module=${MODULE}`],
    });
    const template = {
      version: "v2",
      managed: { enabled: true, override: all.flatMap(goPackage) },
      plugins: [plugin("protoc-gen-go"), plugin("protoc-gen-go-grpc")],
    };
    const modules = { version: "v2", modules: PROTO_FOLDERS.map((path) => ({ path })) };
    const paths = all.flatMap(({ path }) => ["--path", path]);
    buf("generate", "--template", JSON.stringify(template), "--config", JSON.stringify(modules), ...paths);
    rmSync(tools, { recursive: true });
    writeFileSync(join(folder, "go.mod"), goMod(pinned));
    copyFileSync(join(root, PINS, "go.sum"), join(folder, "go.sum"));
  });
}

/** A package for each official file: their messages are all named Request, Response, C2S and S2C. */
function goPackage({ name, official }: Proto): object[] {
  if (!official) return [];
  const last = name.replace(/\.proto$|_/g, "").toLowerCase();
  return [{ file_option: "go_package", path: name, value: `${MODULE}/ftapi/${last}` }];
}

/** The pinned versions, without what only the examples need. */
function goMod(pinned: string): string {
  return pinned
    .replace(/^module .*$/m, `module ${MODULE}`)
    .replace(/^tool \([^)]*\)\n/m, "")
    .replace(/^replace .*\n/gm, "")
    .replace(new RegExp(`^\\s*(${MODULE}|.*/protoc-gen-\\S+) .*\\n`, "gm"), "");
}
