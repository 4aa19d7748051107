/**
 * Writes `generated/`: the typed messages (buf with ts-proto), the descriptors
 * of all protos, and the command table as TypeScript. Needs no network.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogSource, type EnumImage } from "./catalog-source.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");
const bufBinary = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

function buf(...args: string[]): void {
  execFileSync(process.execPath, [bufBinary, ...args], { cwd: root, stdio: "inherit" });
}

/** What reflection serves. Named here because the typed services of the official messages would make reflection carry all of them. */
const SERVED = [
  "futu.service.FutuOpenD",
  "opend.v1.Keys",
  "opend.v1.Limits",
  "grpc.health.v1.Health",
  // So that reflection clients can show error details.
  "google.rpc.ErrorInfo",
  "google.rpc.RetryInfo",
  "google.rpc.QuotaFailure",
  "grpc.reflection.v1.ServerReflection",
  "grpc.reflection.v1alpha.ServerReflection",
];

function descriptorSet(file: string, args: readonly string[] = []): string {
  const path = join(scratch, file);
  buf("build", "--as-file-descriptor-set", "--exclude-source-info", ...args, "-o", path);
  return readFileSync(path).toString("base64");
}

const scratch = mkdtempSync(join(tmpdir(), "opend-gateway-generate-"));
try {
  buf("generate");

  writeFileSync(
    join(root, "generated/descriptors.ts"),
    [
      "// Written by scripts/generate.ts. Do not edit.",
      "",
      "/** The FileDescriptorSet of all protos, official ones included, in base64. */",
      `export const descriptorSetBase64 =\n  "${descriptorSet("all.binpb")}";`,
      "",
      "/** The FileDescriptorSet of the gRPC services that are served, and of nothing else, in base64. */",
      `export const serviceDescriptorSetBase64 =\n  "${descriptorSet(
        "services.binpb",
        SERVED.flatMap((name) => ["--type", name]),
      )}";`,
      "",
    ].join("\n"),
  );

  const imageFile = join(scratch, "image.json");
  buf("build", "--exclude-source-info", "-o", imageFile);
  const image = JSON.parse(readFileSync(imageFile, "utf8")) as { file: { name: string; enumType?: EnumImage[] }[] };
  const catalog = image.file.find((file) => file.name === "opend/v1/catalog.proto");
  const protoId = catalog?.enumType?.find((type) => type.name === "ProtoId");
  if (protoId === undefined) throw new Error("opend/v1/catalog.proto has no enum ProtoId");
  writeFileSync(join(root, "generated/catalog.ts"), catalogSource(protoId));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
