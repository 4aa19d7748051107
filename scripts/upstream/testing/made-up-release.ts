import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Release, readRelease } from "../release.js";

/** A `futu-api` package with these protos (by package name, without their head) and this table of ids. */
export function madeUpRelease(
  version: string,
  protos: Readonly<Record<string, string>>,
  ids: Readonly<Record<string, number>>,
): Release {
  const folder = mkdtempSync(join(tmpdir(), "opend-gateway-release-"));
  try {
    mkdirSync(join(folder, "proto"));
    for (const [space, text] of Object.entries(protos)) {
      writeFileSync(join(folder, "proto", `${space}.proto`), `syntax = "proto2";\npackage ${space};\n${text}\n`);
    }
    const rows = Object.entries(ids).map(
      ([name, id]) => `    ${name.replace("_", "")}: { cmd: ${id}, name: '${name}' },`,
    );
    writeFileSync(join(folder, "main.js"), `const ftCmdID = {\n${rows.join("\n")}\n};\n`);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "futu-api", version }));
    return readRelease(folder, `sha512-${version}`, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Request and Response around a C2S and a S2C. */
export function envelope(c2s: string, s2c: string): string {
  return [`message C2S { ${c2s} }`, `message S2C { ${s2c} }`, "message Request { required C2S c2s = 1; }", answer].join(
    "\n",
  );
}

/** The Response of a push. */
export function push(s2c: string): string {
  return `message S2C { ${s2c} }\n${answer}`;
}

const answer = `message Response {
  required int32 retType = 1 [default = -400];
  optional string retMsg = 2;
  optional int32 errCode = 3;
  optional S2C s2c = 4;
}`;
