/**
 * Writes client stubs of all services and official messages into `dist/stubs/`,
 * a folder for each language named, and `dist/opend-gateway.protoset`, their
 * descriptors. Does nothing for a language whose protos and plugins did not change.
 */
import { goStubs } from "./stubs/go.js";
import { javaStubs } from "./stubs/java.js";
import { nodeStubs } from "./stubs/node.js";
import { protoset } from "./stubs/protoset.js";
import { pythonStubs } from "./stubs/python.js";
import { MissingTool } from "./stubs/run.js";

const LANGUAGES: Readonly<Record<string, () => string>> = {
  go: goStubs,
  java: javaStubs,
  node: nodeStubs,
  python: pythonStubs,
};

function main(wanted: readonly string[]): number {
  const unknown = wanted.filter((language) => !(language in LANGUAGES));
  if (unknown.length > 0) {
    console.error(`no stubs for ${unknown.join(", ")}; there are: ${Object.keys(LANGUAGES).join(", ")}`);
    return 2;
  }
  let missing = 0;
  for (const make of [
    protoset,
    ...(wanted.length > 0 ? wanted : Object.keys(LANGUAGES)).map((name) => LANGUAGES[name]),
  ]) {
    try {
      if (make !== undefined) console.log(make());
    } catch (error) {
      if (!(error instanceof MissingTool)) throw error;
      console.error(error.message);
      missing += 1;
    }
  }
  // Who asks for all languages gets those that this machine has the tools for.
  return missing > 0 && wanted.length > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
