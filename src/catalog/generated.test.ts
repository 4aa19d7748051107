import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import protobuf from "protobufjs";
import { descriptorSetBase64, serviceDescriptorSetBase64 } from "../../generated/descriptors.js";

const protoFolder = join(dirname(createRequire(import.meta.url).resolve("futu-api/package.json")), "proto");
const generatedFolder = join(import.meta.dirname, "../../generated").replace(/\/dist\/generated$/, "/generated");

/** All of `generated/` as one text a file. */
const generated = readdirSync(generatedFolder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(join(generatedFolder, file), "utf8") }));

/** What the comments of the official protos say, piece by piece. */
const officialComments = new Set(
  readdirSync(protoFolder)
    .filter((file) => file.endsWith(".proto"))
    .flatMap((file) => {
      const text = readFileSync(join(protoFolder, file), "utf8");
      return [...text.matchAll(/\/\/(.*)|\/\*([\s\S]*?)\*\//g)].flatMap(([, line, block]) =>
        (line ?? block ?? "").split("\n"),
      );
    })
    .map((comment) => comment.replace(/^[\s/*]+|[\s*]+$/g, ""))
    // Shorter ones, or those of one word, are also names.
    .filter((comment) => comment.length >= 4 && /[^\w.]/.test(comment)),
);

const descriptorSets = [descriptorSetBase64, serviceDescriptorSetBase64].map((text) => Buffer.from(text, "base64"));

describe("what the comments of the official protos say", () => {
  test("is read by this test", () => {
    assert.ok(officialComments.size > 1000, `${officialComments.size} comments`);
    assert.ok(generated.length > 180, `${generated.length} files`);
  });

  test("stands nowhere in the typed messages and descriptors", () => {
    for (const { file, text } of generated) {
      if (file === "catalog.ts") continue;
      for (const line of text.split("\n")) {
        // The header of a file; everything else that could carry a text is a comment or not ASCII.
        if (/^(\/\/ (Code generated|versions:|source:|Written by)|\/\/ {3}proto|\/\* eslint-disable)/.test(line))
          continue;
        if (/^\/\*\* The FileDescriptorSet of /.test(line)) continue;
        assert.doesNotMatch(line, /\/\*|(^|\s)\/\//, file);
        assert.doesNotMatch(line, /[^\x20-\x7e]/, file);
      }
    }
  });

  test("stands nowhere in the table either, which is in our own words", () => {
    const table = generated.find(({ file }) => file === "catalog.ts")?.text ?? "";
    assert.ok(table.length > 10_000);
    assert.doesNotMatch(table, /[\u3000-\uffff]/);
    for (const comment of officialComments) assert.ok(comment.length < 12 || !table.includes(comment), comment);
  });

  test("stands nowhere in the descriptors' bytes", () => {
    for (const comment of officialComments) {
      if (!/[^\x20-\x7e]/.test(comment)) continue;
      for (const descriptors of descriptorSets) assert.ok(!descriptors.includes(comment), comment);
    }
  });
});

test("the descriptors hold no source info", () => {
  // FileDescriptorSet.file = 1, FileDescriptorProto.name = 1, .source_code_info = 9.
  let files = 0;
  for (const descriptors of descriptorSets) {
    const set = protobuf.Reader.create(descriptors);
    while (set.pos < set.len) {
      assert.equal(set.uint32() >>> 3, 1);
      const file = protobuf.Reader.create(set.bytes());
      files++;
      while (file.pos < file.len) {
        const tag = file.uint32();
        assert.notEqual(tag >>> 3, 9);
        file.skipType(tag & 7);
      }
    }
  }
  assert.ok(files > 180, `${files} files`);
});
