import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeCertificate } from "../../src/grpc/testing/certificates.js";
import { runChild } from "./child.js";
import { buildGoExamples } from "./examples/go.js";
import { buildJavaExamples } from "./examples/java.js";
import type { ExamplePrograms } from "./examples/program.js";
import { prepareExampleStubs, programs } from "./examples/setup.js";
import { prepareFreshCopy } from "./newcomer/setup.js";
import { buildWheel, checkPackage, installWheel, packageTests } from "./python-package/setup.js";
import { prepareChromium } from "./site/setup.js";
import { countJunit, type TestCount } from "./test-count.js";
import { prepareGhz, prepareGrpcurl, preparePython, prepareRedis, prepareStubs } from "./toolchain.js";
import { prepareReleases } from "./upstream/setup.js";
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
const REDIS_UNIT_TESTS = ["connection", "order-store", "sharing", "faults", "loss", "caller-buckets"] as const;
const SDK_VERSIONS = ["sdk-new", "sdk-old"] as const;

export const suites: readonly Suite[] = [
  // The SDK first: its suites wait much (it reconnects after 6 s), so they overlap well.
  ...SDK_VERSIONS.flatMap((version) => MODES.map((mode) => sdkSuite(version, mode))),
  { name: "example python", run: (workspace) => runPythonExample(workspace, "python", "") },
  { name: "example asyncio", run: (workspace) => runPythonExample(workspace, "asyncio", "_async") },
  { name: "example go", run: runGoExample },
  { name: "example java", run: runJavaExample },
  { name: "example node", run: runNodeExample },
  { name: "pushes", run: (workspace) => runGrpcio(workspace, "pushes", "pushes") },
  { name: "grpcio", run: (workspace) => runGrpcio(workspace, "grpcio", "gateway") },
  { name: "moving", run: (workspace) => runGrpcio(workspace, "moving", "moving") },
  packageSuite("new"),
  packageSuite("old"),
  { name: "guarded", run: runGuarded },
  { name: "grpcurl", run: runGrpcurl },
  { name: "tools", run: runTools },
  { name: "redis", run: runRedis },
  { name: "readme", run: runReadme },
  { name: "newcomer", run: runNewcomer },
  { name: "site", run: runSite },
  { name: "upstream", run: runUpstream },
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

/** clients/python as its users get it, together with the newest and the oldest SDK and protobuf. */
function packageSuite(age: "new" | "old"): Suite {
  const name = `python package ${age}`;
  return {
    name,
    run: async (workspace) => {
      const environment = (which: string): Promise<string> =>
        shared(`python package-${which}`, () => preparePython(workspace, `package-${which}`));
      const [python, newest] = [await environment(age), await environment("new")];
      wheelOfPackage ??= buildWheel(workspace, newest);
      const { wheel, problem } = await wheelOfPackage;
      const found =
        problem ??
        (await installWheel(workspace, python, wheel)) ??
        (age === "new" ? await checkPackage(workspace, python) : null);
      if (found !== null) return { count: { passed: 0, failed: 1, skipped: 0 }, output: found };
      return pytest(workspace, name, python, [...packageTests(workspace, age), "--cli", workspace.cli]);
    },
  };
}

/** The tests of one folder, in Python with grpcio and the official SDK. */
async function runGrpcio(
  workspace: Workspace,
  name: string,
  folder: string,
  flags: readonly string[] = [],
): Promise<SuiteResult> {
  const python = await shared("python grpc", () => preparePython(workspace, "grpc"));
  const stubs = await shared("stubs", () => prepareStubs(workspace, python));
  return pytest(workspace, name, python, [folder, "--stubs", stubs, "--cli", workspace.cli, ...flags]);
}

/** The same against gateways with keys, over TLS too, and with certificates of clients. */
async function runGuarded(workspace: Workspace): Promise<SuiteResult> {
  const certificates = join(workspace.cache, "run", "guarded-certificates");
  await rm(certificates, { recursive: true, force: true });
  await mkdir(certificates, { recursive: true });
  const { issuer, ...server } = makeCertificate({ name: "client tests" });
  const clients = ["desk", "stranger"].map((name) => [name, makeCertificate({ name, issuer })] as const);
  for (const [name, { cert, key }] of [["server", server] as const, ...clients]) {
    await writeFile(join(certificates, `${name}.pem`), cert);
    await writeFile(join(certificates, `${name}-key.pem`), key, { mode: 0o600 });
  }
  return runGrpcio(workspace, "guarded", "guarded", ["--certificates", certificates]);
}

async function runGrpcurl(workspace: Workspace): Promise<SuiteResult> {
  const grpcurl = await shared("grpcurl", () => prepareGrpcurl(workspace));
  const env = { CLIENT_TEST_CLI: workspace.cli, CLIENT_TEST_GRPCURL: grpcurl };
  return nodeTests(workspace, "grpcurl", ["grpcurl/grpcurl", "grpcurl/typed", "grpcurl/guarded"], env);
}

/** Other programs that learn the services by reflection: `buf curl`, and ghz under load. */
async function runTools(workspace: Workspace): Promise<SuiteResult> {
  const ghz = await shared("ghz", () => prepareGhz(workspace));
  return nodeTests(workspace, "tools", ["grpcurl/tools"], { CLIENT_TEST_CLI: workspace.cli, CLIENT_TEST_GHZ: ghz });
}

/** Two gateways with a real Redis, and the unit tests that need one. */
async function runRedis(workspace: Workspace): Promise<SuiteResult> {
  const server = await shared("redis", () => prepareRedis(workspace));
  const tests = ["redis/two-gateways", ...REDIS_UNIT_TESTS.map((name) => `../../src/limits/redis/redis-${name}`)];
  return nodeTests(workspace, "redis", tests, { OPEND_GATEWAY_REDIS_SERVER: server });
}

/** Releases of OpenD's protos against each other, from the npm registry. */
async function runUpstream(workspace: Workspace): Promise<SuiteResult> {
  await prepareReleases();
  return nodeTests(workspace, "upstream", ["upstream/upstream"], { CLIENT_TEST_ROOT: workspace.root });
}

/** The site of docs/, built and read in a real browser. */
async function runSite(workspace: Workspace): Promise<SuiteResult> {
  const env = { CLIENT_TEST_ROOT: workspace.root, CLIENT_TEST_CHROMIUM: await prepareChromium(workspace) };
  return nodeTests(workspace, "site", ["site/site"], env);
}

/** What README.md tells a newcomer, in a fresh copy. */
async function runNewcomer(workspace: Workspace): Promise<SuiteResult> {
  const grpcurl = await shared("grpcurl", () => prepareGrpcurl(workspace));
  const { folder, setUpMs, problem } = await prepareFreshCopy(workspace);
  if (problem !== null) return { count: { passed: 0, failed: 1, skipped: 0 }, output: problem };
  return nodeTests(workspace, "newcomer", ["newcomer/newcomer"], {
    CLIENT_TEST_GRPCURL: grpcurl,
    CLIENT_TEST_FRESH_COPY: folder,
    CLIENT_TEST_SET_UP_MS: String(setUpMs),
  });
}

async function runReadme(workspace: Workspace): Promise<SuiteResult> {
  const python = await shared("python grpc", () => preparePython(workspace, "grpc"));
  return nodeTests(workspace, "readme", ["readme/readme"], {
    CLIENT_TEST_ROOT: workspace.root,
    CLIENT_TEST_GRPCURL: await shared("grpcurl", () => prepareGrpcurl(workspace)),
    CLIENT_TEST_PYTHON: python,
    CLIENT_TEST_STUBS: await shared("stubs", () => prepareStubs(workspace, python)),
  });
}

/** @param variant what ends the names of the programs */
async function runPythonExample(workspace: Workspace, name: string, variant: string): Promise<SuiteResult> {
  const python = await shared("python examples", () => preparePython(workspace, "examples"));
  const stubs = await shared("stubs of the examples", () => prepareExampleStubs(workspace, python));
  const env = { PYTHONPATH: stubs, PYTHONUTF8: "1", PYTHONPYCACHEPREFIX: join(workspace.cache, "pycache") };
  const example = programs((program) => ({
    command: python,
    args: [exampleFile(workspace, `python/${program}${variant}.py`)],
    env,
  }));
  return exampleTests(workspace, name, example);
}

async function runGoExample(workspace: Workspace): Promise<SuiteResult> {
  const { binaries, build } = await buildGoExamples(workspace);
  // That it does not build is no lack of a toolchain.
  if (build.exitCode !== 0) return { count: { passed: 0, failed: 1, skipped: 0 }, output: build.output };
  return exampleTests(
    workspace,
    "go",
    programs((program) => ({ command: join(binaries, program), args: [] })),
  );
}

async function runJavaExample(workspace: Workspace): Promise<SuiteResult> {
  const { classPath, build } = await buildJavaExamples(workspace);
  if (build.exitCode !== 0) return { count: { passed: 0, failed: 1, skipped: 0 }, output: build.output };
  const main = (program: string): string => `examples.${program.replace(/^./, (letter) => letter.toUpperCase())}`;
  return exampleTests(
    workspace,
    "java",
    programs((program) => ({ command: "java", args: ["-XX:TieredStopAtLevel=1", "-cp", classPath, main(program)] })),
  );
}

async function runNodeExample(workspace: Workspace): Promise<SuiteResult> {
  const args = (program: string): string[] => [exampleFile(workspace, `node/${program}.js`)];
  return exampleTests(
    workspace,
    "node",
    programs((program) => ({ command: process.execPath, args: args(program) })),
  );
}

function exampleFile(workspace: Workspace, path: string): string {
  return join(workspace.root, "examples", path);
}

/** Runs the tests that the examples of all languages share. */
function exampleTests(workspace: Workspace, language: string, example: ExamplePrograms): Promise<SuiteResult> {
  const tests = ["watch", "calls", "orders", "guarded"].map((name) => `examples/${name}`);
  const env = { CLIENT_TEST_CLI: workspace.cli, CLIENT_TEST_EXAMPLE: JSON.stringify(example) };
  // The watchdog takes half a minute of waiting, in which the others run.
  return nodeTests(workspace, `example ${language}`, tests, env, ["--test-concurrency=2"]);
}

/** Runs `<name>.test` of each name with node's own runner. */
async function nodeTests(
  workspace: Workspace,
  name: string,
  tests: readonly string[],
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<SuiteResult> {
  const { report, folder } = await reportOf(workspace, name);
  return measure(report, {
    command: process.execPath,
    args: [
      ...process.execArgv,
      "--test",
      ...flags,
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      "--test-reporter=junit",
      `--test-reporter-destination=${report}`,
      ...tests.map((test) => join(import.meta.dirname, `${test}.test${import.meta.filename.slice(-3)}`)),
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

let wheelOfPackage: ReturnType<typeof buildWheel> | undefined;
const preparations = new Map<string, Promise<string>>();

/** Prepares once what several suites need. */
function shared(key: string, prepare: () => Promise<string>): Promise<string> {
  const known = preparations.get(key);
  if (known !== undefined) return known;
  const made = prepare();
  preparations.set(key, made);
  return made;
}
