import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { buf, root } from "./run.js";

/** The descriptors of all protos with what they import, for `grpcurl -protoset` and others that can't use reflection. */
export function protoset(): string {
  const file = join(root, "dist", "opend-gateway.protoset");
  mkdirSync(dirname(file), { recursive: true });
  buf("build", "--as-file-descriptor-set", "--exclude-source-info", "-o", `${file}#format=binpb`);
  return `made ${relative(root, file)}`;
}
