// Real clients against the built program. Usage: run.js [part of a suite's name ...]
import { existsSync } from "node:fs";
import { killChildren } from "./child.js";
import { type Suite, suites } from "./suite.js";
import { sum, type TestCount } from "./test-count.js";
import { MissingToolchain } from "./toolchain.js";
import { findWorkspace, type Workspace } from "./workspace.js";

/** The suites mostly wait, so two share even a small machine well. */
const CONCURRENCY = 2;
const strict = process.env["CI"] === "true";

async function runSuite(suite: Suite, workspace: Workspace): Promise<TestCount> {
  const start = performance.now();
  try {
    const { count, output } = await suite.run(workspace);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (count.failed > 0) console.log(`--- ${suite.name}\n${output.trimEnd()}\n---`);
    const state = count.failed > 0 ? "FAILED " : "ok     ";
    console.log(`${state} ${suite.name}: ${describe(count)} (${seconds} s)`);
    return count;
  } catch (error) {
    if (!(error instanceof MissingToolchain)) throw error;
    console.log(`${strict ? "FAILED " : "skipped"} ${suite.name}: ${error.message}`);
    return strict ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
  }
}

function describe(count: TestCount): string {
  return `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`;
}

async function main(): Promise<number> {
  const workspace = findWorkspace();
  if (!existsSync(workspace.cli)) {
    console.error(`${workspace.cli} is missing; run it through "make test-clients", which builds it.`);
    return 2;
  }
  const wanted = process.argv.slice(2);
  const chosen = suites.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length === 0) {
    console.error(
      `no suite has ${wanted.join(" or ")} in its name; there are: ${suites.map((s) => s.name).join(", ")}`,
    );
    return 2;
  }
  const queue = [...chosen];
  const counts: TestCount[] = [];
  const work = async (): Promise<void> => {
    for (let suite = queue.shift(); suite !== undefined; suite = queue.shift()) {
      counts.push(await runSuite(suite, workspace));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const total = sum(counts);
  console.log(describe(total));
  return total.failed > 0 ? 1 : 0;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    killChildren();
    process.exit(130);
  });
}
process.exitCode = await main();
