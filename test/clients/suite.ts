import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "./child.js";
import { countJunit, type TestCount } from "./test-count.js";
import { prepareGrpcurl, preparePython, prepareStubs } from "./toolchain.js";
import type { Workspace } from "./workspace.js";

/** One run of one real client. */
export interface Suite {
  readonly name: string;
  readonly run: (workspace: Workspace) => Promise<SuiteResult>;
}

export interface SuiteResult {
  readonly count: TestCount;
  /** For people, when something failed. */
  readonly output: string;
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

const SUITE_TIMEOUT_MS = 180_000;
const MODES = ["plain", "aes-cbc", "ftaes", "json"] as const;
const SDK_VERSIONS = ["sdk-new", "sdk-old"] as const;

export const suites: readonly Suite[] = [
  // The SDK first: its suites wait much (it reconnects after 6 s), so they overlap well.
  ...SDK_VERSIONS.flatMap((version) => MODES.map((mode) => sdkSuite(version, mode))),
  { name: "grpcio", run: runGrpcio },
  { name: "grpcurl", run: runGrpcurl },
  { name: "readme", run: runReadme },
];

function sdkSuite(version: string, mode: string): Suite {
  const name = `${version} ${mode}`;
  return {
    name,
    run: async (workspace) => {
      const python = await shared(`python ${version}`, () => preparePython(workspace, version));
      return pytest(workspace, name, python, ["sdk", "--mode", mode, "--cli", workspace.cli]);
    },
  };
}

async function runGrpcio(workspace: Workspace): Promise<SuiteResult> {
  const python = await shared("python grpc", () => preparePython(workspace, "grpc"));
  const stubs = await shared("stubs", () => prepareStubs(workspace, python));
  return pytest(workspace, "grpcio", python, ["gateway", "--stubs", stubs, "--cli", workspace.cli]);
}

async function runGrpcurl(workspace: Workspace): Promise<SuiteResult> {
  const grpcurl = await shared("grpcurl", () => prepareGrpcurl(workspace));
  return nodeTests(workspace, "grpcurl", { CLIENT_TEST_CLI: workspace.cli, CLIENT_TEST_GRPCURL: grpcurl });
}

async function runReadme(workspace: Workspace): Promise<SuiteResult> {
  const python = await shared("python grpc", () => preparePython(workspace, "grpc"));
  return nodeTests(workspace, "readme", {
    CLIENT_TEST_ROOT: workspace.root,
    CLIENT_TEST_GRPCURL: await shared("grpcurl", () => prepareGrpcurl(workspace)),
    CLIENT_TEST_PYTHON: python,
    CLIENT_TEST_STUBS: await shared("stubs", () => prepareStubs(workspace, python)),
  });
}

/** Runs `<name>/<name>.test` with node's own runner. */
async function nodeTests(
  workspace: Workspace,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<SuiteResult> {
  const { report, folder } = await reportOf(workspace, name);
  const tests = join(import.meta.dirname, name, `${name}.test${import.meta.filename.slice(-3)}`);
  return measure(report, {
    command: process.execPath,
    args: [
      ...process.execArgv,
      "--test",
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      "--test-reporter=junit",
      `--test-reporter-destination=${report}`,
      tests,
    ],
    cwd: workspace.root,
    env: { ...env, CLIENT_TEST_HOME: folder },
  });
}

async function pytest(
  workspace: Workspace,
  name: string,
  python: string,
  args: readonly string[],
): Promise<SuiteResult> {
  const { report, folder } = await reportOf(workspace, name);
  return measure(report, {
    command: python,
    args: ["-m", "pytest", "-c", "pytest.ini", "--rootdir", ".", "--tb=short", `--junitxml=${report}`, ...args],
    cwd: join(workspace.sources, "python"),
    env: {
      // The SDK writes its logs under HOME.
      HOME: folder,
      PYTHONPYCACHEPREFIX: join(workspace.cache, "pycache"),
      PYTHONUTF8: "1",
      NODE: process.execPath,
    },
  });
}

/** The path of a report that is still to be written, in an empty scratch folder of the suite. */
async function reportOf(
  workspace: Workspace,
  name: string,
): Promise<{ readonly folder: string; readonly report: string }> {
  const folder = join(workspace.cache, "run", name.replaceAll(" ", "-"));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return { folder, report: join(folder, "report.xml") };
}

async function measure(report: string, { command, args, cwd, env }: Command): Promise<SuiteResult> {
  const child = await runChild(command, args, { cwd, env: { ...process.env, ...env }, timeoutMs: SUITE_TIMEOUT_MS });
  const count = countJunit(await readFile(report, "utf8").catch(() => ""));
  // A crash or the time limit must not look like a pass.
  const broken = child.exitCode !== 0 && count.failed === 0;
  const why = child.timedOut ? `\nkilled after ${SUITE_TIMEOUT_MS / 1000} s` : "";
  return { count: broken ? { ...count, failed: 1 } : count, output: child.output + why };
}

const preparations = new Map<string, Promise<string>>();

/** Prepares once what several suites need. */
function shared(key: string, prepare: () => Promise<string>): Promise<string> {
  const known = preparations.get(key);
  if (known !== undefined) return known;
  const made = prepare();
  preparations.set(key, made);
  return made;
}
