import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { catalogSource } from "../catalog-source.js";
import type { MessagesImage } from "../python-messages.js";
import { pythonPackageFiles } from "../python-package.js";
import { typedServiceProtos } from "../typed-services.js";
import { protoFiles } from "./image.js";
import { referencePages } from "./pages.js";
import type { ServedFile } from "./schema.js";
import { type Sources, sourcesOf } from "./sources.js";

const root = join(import.meta.dirname, "../..").replace(/\/dist$/, "");
const PYTHON = "clients/python/src/opend_gateway_client";
const TEST_MS = 60_000;

/** What is written from the protos, by its path in the repository; the typed messages are below. */
type Outputs = ReadonlyMap<string, string>;

function outputsOf(files: readonly ServedFile[], sources: Sources): Outputs {
  const { commands } = sources;
  const python = pythonPackageFiles(commands, files as unknown as readonly MessagesImage[]);
  return new Map([
    ["generated/catalog.ts", catalogSource(commands)],
    ...typedServiceProtos(commands, files).map(({ path, text }) => [`generated/proto/${path}`, text] as const),
    ...python.map(({ path, text }) => [`${PYTHON}/${path}`, text] as const),
    ...referencePages(sources).map(({ path, text }) => [`docs/reference/${path}`, text] as const),
  ]);
}

function changed(before: Outputs, after: Outputs): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Images are plain JSON: what a test changes in its own copy. */
interface Editable {
  name: string;
  messageType: { name: string; field: { name: string; number: number; label: string; type: string }[] }[];
  enumType: {
    name: string;
    value: { name: string; number: number; options?: { "[opend.v1.command]"?: { summary: string; scope: string } } }[];
  }[];
  sourceCodeInfo: { location: { leadingComments?: string; trailingComments?: string }[] };
}

describe("what is generated from the protos", () => {
  let files: readonly ServedFile[];
  let sources: Sources;
  let outputs: Outputs;

  before(async () => {
    files = protoFiles(root);
    sources = await sourcesOf(files);
    outputs = outputsOf(files, sources);
  });

  /** The paths that differ when `edit` has changed the image of one file. */
  async function changedBy(file: string, edit: (image: Editable) => void): Promise<readonly string[]> {
    const copy = structuredClone(files);
    const image = copy.find(({ name }) => name === file);
    assert.ok(image, file);
    edit(image as unknown as Editable);
    return changed(outputs, outputsOf(copy, await sourcesOf(copy)));
  }

  async function changedByOption(
    protoId: number,
    change: Partial<{ summary: string; scope: string }>,
  ): Promise<readonly string[]> {
    return changedBy("opend/v1/catalog.proto", ({ enumType }) => {
      const value = enumType.find(({ name }) => name === "ProtoId")?.value.find(({ number }) => number === protoId);
      assert.ok(value?.options?.["[opend.v1.command]"]);
      Object.assign(value.options["[opend.v1.command]"], change);
    });
  }

  function addField(image: Editable, message: string): void {
    const found = image.messageType.find(({ name }) => name === message);
    assert.ok(found, message);
    found.field.push({ name: "addedField", number: 999, label: "LABEL_OPTIONAL", type: "TYPE_INT32" });
  }

  it("is what the repository holds: else run `make generate reference`", () => {
    for (const [path, text] of outputs) {
      // buf formats the protos afterwards, and the Python package has fewer types.
      if (!/^(docs|generated\/catalog)/.test(path)) continue;
      assert.ok(readFileSync(join(root, path), "utf8") === text, `${path} is not what the sources say`);
    }
    const onDisk = readdirSync(join(root, "docs/reference"), { recursive: true, encoding: "utf8" });
    const pages = onDisk.filter((path) => path.endsWith(".md")).map((path) => `docs/reference/${path}`);
    assert.deepEqual(pages.sort(), [...outputs.keys()].filter((path) => path.startsWith("docs/")).sort());
  });

  it("a summary: the table, its service's proto, and the pages that show it", async () => {
    assert.deepEqual(await changedByOption(3004, { summary: "Another summary" }), [
      `${PYTHON}/_commands.py`,
      `${PYTHON}/services.pyi`,
      "docs/reference/commands.md",
      "docs/reference/index.md",
      "docs/reference/services/quote.md",
      "generated/catalog.ts",
      "generated/proto/opend/v1/quote.proto",
    ]);
  });

  it("the summary of a push: no service's page", async () => {
    assert.deepEqual(await changedByOption(3005, { summary: "Another summary" }), [
      "docs/reference/commands.md",
      "docs/reference/index.md",
      "docs/reference/pushes.md",
      "generated/catalog.ts",
    ]);
  });

  it("a scope: the table and the pages that name scopes", async () => {
    assert.deepEqual(await changedByOption(2201, { scope: "SCOPE_ADMIN" }), [
      `${PYTHON}/services.pyi`,
      "docs/reference/commands.md",
      "docs/reference/services/trade.md",
      "generated/catalog.ts",
    ]);
  });

  it("a field of one command: its service's page and its stub", async () => {
    assert.deepEqual(await changedBy("Qot_GetBasicQot.proto", (image) => addField(image, "S2C")), [
      `${PYTHON}/messages/Qot_GetBasicQot.pyi`,
      "docs/reference/services/quote.md",
    ]);
  });

  it("a field of a message that many use: the page of such messages alone", async () => {
    assert.deepEqual(await changedBy("Qot_Common.proto", (image) => addField(image, "BasicQot")), [
      `${PYTHON}/messages/Qot_Common.pyi`,
      "docs/reference/messages.md",
    ]);
  });

  it("a field of a push's update: the page of pushes", async () => {
    assert.deepEqual(await changedBy("Qot_UpdateBasicQot.proto", (image) => addField(image, "S2C")), [
      `${PYTHON}/messages/Qot_UpdateBasicQot.pyi`,
      "docs/reference/pushes.md",
    ]);
  });

  it("an enum's value: the page of enums", async () => {
    const paths = await changedBy("Trd_Common.proto", ({ enumType }) => {
      enumType.find(({ name }) => name === "OrderStatus")?.value.push({ name: "OrderStatus_Added", number: 999 });
    });
    assert.deepEqual(paths, [`${PYTHON}/messages/Trd_Common.pyi`, "docs/reference/enums.md"]);
  });

  it("the text of an official comment: nothing", async () => {
    const paths = await changedBy("Qot_GetBasicQot.proto", ({ sourceCodeInfo }) => {
      for (const location of sourceCodeInfo.location) location.trailingComments = "something else";
    });
    assert.deepEqual(paths, []);
  });

  it("a reason: the page of errors, and that of control events where streams end with it", () => {
    const withAdvice = (reason: "INVALID_BODY" | "LIMIT"): Outputs =>
      outputsOf(files, {
        ...sources,
        reasons: { ...sources.reasons, [reason]: { ...sources.reasons[reason], advice: "Other advice." } as never },
      });
    assert.deepEqual(changed(outputs, withAdvice("INVALID_BODY")), ["docs/reference/errors.md"]);
    assert.deepEqual(changed(outputs, withAdvice("LIMIT")), [
      "docs/reference/control-events.md",
      "docs/reference/errors.md",
    ]);
  });

  it("a setting, a metric: their pages", () => {
    const settings = sources.settings.map((setting) => ({ ...setting, why: "of something else" }));
    assert.deepEqual(changed(outputs, outputsOf(files, { ...sources, settings })), ["docs/reference/settings.md"]);
    const metrics = sources.metrics.slice(1);
    assert.deepEqual(changed(outputs, outputsOf(files, { ...sources, metrics })), ["docs/reference/metrics.md"]);
  });
});

/** The typed messages of some official protos, as `make generate` has them made. */
class Stubs {
  private readonly folder = mkdtempSync(join(tmpdir(), "opend-gateway-drift-"));
  private readonly buf = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

  constructor(protos: readonly string[]) {
    mkdirSync(join(this.folder, "protos"));
    for (const name of protos) cpSync(join(root, "node_modules/futu-api/proto", name), this.path(name));
    writeFileSync(join(this.folder, "buf.yaml"), JSON.stringify({ version: "v2", modules: [{ path: "protos" }] }));
    // The plugin is named by its place in the repository.
    const template = readFileSync(join(root, "buf.gen.yaml"), "utf8")
      .replace("node_modules/ts-proto", join(root, "node_modules/ts-proto"))
      .replace(/^inputs:\n(?: .*\n)+/m, "");
    writeFileSync(join(this.folder, "buf.gen.yaml"), template);
  }

  path(name: string): string {
    return join(this.folder, "protos", name);
  }

  make(): Outputs {
    execFileSync(process.execPath, [this.buf, "generate"], {
      cwd: this.folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const folder = join(this.folder, "generated/ts");
    return new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe("the typed messages", () => {
  it("a field changes the stub of its file alone, and no comment gets into one", { timeout: TEST_MS }, () => {
    const stubs = new Stubs(["Common.proto", "Qot_Common.proto", "Qot_GetBasicQot.proto", "Qot_GetKL.proto"]);
    try {
      const first = stubs.make();
      assert.equal(
        first.get("Qot_GetBasicQot.ts"),
        readFileSync(join(root, "generated/ts/Qot_GetBasicQot.ts"), "utf8"),
      );
      const path = stubs.path("Qot_GetBasicQot.proto");
      const text = readFileSync(path, "utf8");
      const field = "\n\toptional int32 addedField = 999; // a comment\n}";
      writeFileSync(path, text.replace(/(message S2C\s*\{[^}]*)\}/, `$1${field}`));
      const second = stubs.make();
      assert.deepEqual(changed(first, second), ["Qot_GetBasicQot.ts"]);
      assert.match(second.get("Qot_GetBasicQot.ts") ?? "", /addedField/);
      assert.doesNotMatch(second.get("Qot_GetBasicQot.ts") ?? "", /a comment/);
    } finally {
      stubs.remove();
    }
  });
});
