import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readConfigText } from "./config-file.js";

const problemsOf = (text: string): readonly string[] => readConfigText(text, "g.yaml").problems;

describe("the config file", () => {
  it("gives each value with its place", () => {
    const { values, problems } = readConfigText("grpc:\n  address: 127.0.0.1:0\nopend:\n  connections: 3\n", "g.yaml");
    assert.deepEqual(problems, []);
    assert.deepEqual(
      values.map(({ setting, value, place }) => [setting.key, value, place]),
      [
        ["grpc.address", "127.0.0.1:0", "g.yaml:2:3"],
        ["opend.connections", 3, "g.yaml:4:3"],
      ],
    );
  });

  it("may be empty, or hold only comments and empty sections", () => {
    for (const text of ["", "# nothing\n", "grpc:\n", "---\n"]) {
      assert.deepEqual(readConfigText(text, "g.yaml"), { values: [], problems: [] });
    }
  });

  it("follows anchors", () => {
    const { values, problems } = readConfigText(
      "grpc:\n  keepaliveTimeMs: &t 5s\n  keepaliveTimeoutMs: *t\n",
      "g.yaml",
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      values.map(({ value }) => value),
      ["5s", "5s"],
    );
  });

  for (const [what, text, problem] of [
    ["an unknown section", "grcp:\n  address: x\n", 'g.yaml:1:1: unknown setting "grcp"; did you mean "grpc"?'],
    [
      "an unknown setting of a section",
      "opend:\n  connections: 2\n  adresses: []\n",
      'g.yaml:3:3: unknown setting "opend.adresses"; did you mean "opend.addresses"?',
    ],
    [
      "a setting in the wrong section",
      "http:\n  connections: 2\n",
      'g.yaml:2:3: unknown setting "http.connections"; did you mean "opend.connections"?',
    ],
    ["a flag's name", "pool: 2\n", 'g.yaml:1:1: unknown setting "pool"; did you mean "opend.connections"?'],
    ["an unknown setting that resembles none", "colour: red\n", 'g.yaml:1:1: unknown setting "colour"'],
    [
      "a value in place of a section",
      "log: debug\n",
      'g.yaml:1:1: "log" is a section: write its settings below it, each on its own line',
    ],
    [
      "a setting without a value",
      "opend:\n  connections:\n",
      "g.yaml:2:3: opend.connections has no value: it must be a whole number from 1 to 64",
    ],
    ["a file that is no map", "- a\n", 'g.yaml:1:1: the file must be a map of settings, such as "trading: off"'],
  ] as const) {
    it(`refuses ${what} with file and line`, () => assert.deepEqual(problemsOf(text), [problem]));
  }

  it("refuses broken YAML and doubled keys with file and line, on one line", () => {
    for (const text of ["grpc:\n  address: [\n", "trading: off\ntrading: real\n", "a: b: c\n", "\tgrpc: 1\n"]) {
      const problems = problemsOf(text);
      assert.ok(problems.length > 0, text);
      for (const problem of problems) assert.match(problem, /^g\.yaml:\d+:\d+: [^\n]+$/);
    }
  });

  it("is not brought down by aliases that multiply", () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `${i === 0 ? "- &a0 [x, x]" : `- &a${i} [${`*a${i - 1}, `.repeat(10)}]`}`,
    );
    const text = `opend:\n  addresses:\n${rows.map((row) => `    ${row}`).join("\n")}\n`;
    assert.match(problemsOf(text).join("\n"), /opend\.addresses can't be read/);
  });

  it("reads any text without throwing", () => {
    const word = fc.constantFrom(
      "grpc",
      "address",
      ":",
      "\n",
      "  ",
      "- ",
      "[",
      "{",
      "&a",
      "*a",
      "!x",
      '"',
      "null",
      "1",
      "? ",
    );
    fc.assert(fc.property(fc.array(word, { maxLength: 20 }), (parts) => void readConfigText(parts.join(""), "g.yaml")));
  });
});
