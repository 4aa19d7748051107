import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const READY_WITHIN_MS = 30_000;
const EXIT_WITHIN_MS = 15_000;

/** A server in a process of its own. */
export interface RunningServer {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  /** From the start of the process to the line that it listens. */
  readonly startMilliseconds: number;
  stop(): Promise<void>;
}

/** The file of `module` (a path from the bench folder, without extension), compiled or not, as this one is. */
export function scriptPath(module: string): string {
  return fileURLToPath(new URL(`../${module}${extname(import.meta.url)}`, import.meta.url));
}

/**
 * Starts a Node process and waits until it prints a JSON line in which
 * `readPort` finds its port.
 * @throws Error when it ends before, or takes longer than 30 s.
 */
export async function launch(
  name: string,
  args: readonly string[],
  readPort: (line: Readonly<Record<string, unknown>>) => number | undefined,
): Promise<RunningServer> {
  const startedAt = performance.now();
  // Servers run as users run them: source maps are 10 MB of a gateway that has just started.
  const execArgv = process.execArgv.filter((option) => option !== "--enable-source-maps");
  const child = spawn(process.execPath, [...execArgv, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  child.once("exit", () => process.off("exit", killWithUs));
  const port = await waitForPort(name, child, readPort);
  const startMilliseconds = performance.now() - startedAt;
  return {
    name,
    pid: child.pid as number,
    port,
    startMilliseconds,
    stop: () => stop(child),
  };
}

async function waitForPort(
  name: string,
  child: ChildProcess,
  readPort: (line: Readonly<Record<string, unknown>>) => number | undefined,
): Promise<number> {
  let heard = "";
  return await new Promise<number>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${name} ${why}\n${heard}`));
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail(`did not listen within ${READY_WITHIN_MS / 1_000} s`);
    }, READY_WITHIN_MS);
    child.once("error", (error) => fail(`could not start: ${error.message}`));
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${signal ?? code}`);
    });
    // The lines are read to the end, or a server that logs would stall on a full pipe.
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        if (heard.length < 4_000) heard += `${line}\n`;
        const found = line.startsWith("{") ? readPort(parseLine(line)) : undefined;
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      });
    }
  });
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), EXIT_WITHIN_MS);
  await exited;
  clearTimeout(timer);
}

/** Starts a server of this folder. */
export function launchServer(
  name: string,
  args: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): Promise<RunningServer> {
  return launch(name, [...nodeOptions, scriptPath(`servers/${name}`), ...args], (line) =>
    line.event === "listening" && typeof line.port === "number" ? line.port : undefined,
  );
}
