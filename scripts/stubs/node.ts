import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROTO_FOLDERS, protos } from "./protos.js";
import { buf } from "./run.js";
import { makeStubs } from "./target.js";

const OPTIONS = [
  "outputServices=grpc-js",
  // Without this, zero and false in proto2 fields are lost on the wire.
  "noDefaultsForOptionals=true",
  // accID, orderID and connID pass 2^53.
  "forceLong=bigint",
  "snakeToCamel=false",
  "esModuleInterop=true",
  "importSuffix=.js",
];

/** TypeScript by ts-proto, with services for @grpc/grpc-js. */
export function nodeStubs(): string {
  return makeStubs("node", ["node_modules/ts-proto/package.json"], (folder) => {
    const plugin = { local: ["node", "node_modules/ts-proto/protoc-gen-ts_proto"], out: folder, opt: OPTIONS };
    const modules = { version: "v2", modules: PROTO_FOLDERS.map((path) => ({ path })) };
    const paths = protos().flatMap(({ path }) => ["--path", path]);
    const template = JSON.stringify({ version: "v2", plugins: [plugin] });
    buf("generate", "--template", template, "--config", JSON.stringify(modules), ...paths);
    writeFileSync(join(folder, "package.json"), `${JSON.stringify({ type: "module", private: true }, null, 2)}\n`);
  });
}
