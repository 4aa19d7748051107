/**
 * Writes `generated/`: the command table as TypeScript, the protos of the typed
 * services, the typed messages (buf with ts-proto), and the descriptors of all
 * protos. Needs no network.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Command } from "../src/catalog/command.js";
import { catalogSource, commandsOf, type EnumImage } from "./catalog-source.js";
import type { MessagesImage } from "./python-messages.js";
import { PYTHON_TYPES, pythonPackageFiles } from "./python-package.js";
import { type FileImage, fileName, TYPED_SERVICES, typedServiceProtos } from "./typed-services.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");
const bufBinary = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

function buf(...args: string[]): void {
  execFileSync(process.execPath, [bufBinary, ...args], { cwd: root, stdio: "inherit" });
}

/** What reflection serves. */
const SERVED = [
  "futu.service.FutuOpenD",
  ...Object.keys(TYPED_SERVICES).map((service) => `opend.v1.${service}`),
  "opend.v1.Push",
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

/** The protos that are written by hand, and the official ones. */
const SOURCES = { version: "v2", modules: [{ path: "proto" }, { path: "node_modules/futu-api/proto" }] };

interface Image {
  readonly file: readonly (FileImage & { readonly enumType?: readonly EnumImage[] })[];
}

function sourceImage(): Image {
  const path = join(scratch, "sources.json");
  buf("build", "--exclude-source-info", "--config", JSON.stringify(SOURCES), "-o", path);
  return JSON.parse(readFileSync(path, "utf8")) as Image;
}

/** What `clients/python` has of the protos: descriptors without comments, and stubs. */
function writePythonPackage(commands: readonly Command[], files: readonly FileImage[]): void {
  const folder = join(root, "clients/python/src/opend_gateway_client");
  const official = files.flatMap(({ package: name = "" }) => (/^[A-Z]/.test(name) ? [name] : []));
  const types = [...new Set([...official, ...PYTHON_TYPES])].flatMap((name) => ["--type", name]);
  writeFileSync(join(folder, "descriptors.binpb"), Buffer.from(descriptorSet("python.binpb", types), "base64"));
  const path = join(scratch, "python.json");
  buf("build", "--exclude-source-info", ...types, "-o", path);
  const { file } = JSON.parse(readFileSync(path, "utf8")) as { readonly file: readonly MessagesImage[] };
  const messages = join(folder, "messages");
  for (const name of readdirSync(messages)) if (name.endsWith(".pyi")) rmSync(join(messages, name));
  for (const { path: name, text } of pythonPackageFiles(commands, file)) writeFileSync(join(folder, name), text);
}

const scratch = mkdtempSync(join(tmpdir(), "opend-gateway-generate-"));
try {
  const { file: files } = sourceImage();
  const catalog = files.find((file) => file.name === "opend/v1/catalog.proto");
  const protoId = catalog?.enumType?.find((type) => type.name === "ProtoId");
  if (protoId === undefined) throw new Error("opend/v1/catalog.proto has no enum ProtoId");
  const commands = commandsOf(protoId);
  writeFileSync(join(root, "generated/catalog.ts"), catalogSource(commands));

  const protos = join(root, "generated/proto");
  rmSync(protos, { recursive: true, force: true });
  for (const { path, text } of typedServiceProtos(commands, files)) {
    mkdirSync(dirname(join(protos, path)), { recursive: true });
    writeFileSync(join(protos, path), text);
  }

  buf("format", "--write", protos);
  buf("generate");
  // Services without messages: there is nothing in them.
  for (const service of Object.keys(TYPED_SERVICES)) {
    rmSync(join(root, `generated/ts/opend/v1/${fileName(service)}.ts`));
  }
  writePythonPackage(commands, files);
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
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
