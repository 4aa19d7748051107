import { spawn } from "node:child_process";

/** How one external command ended. */
export interface ChildResult {
  /** null if a signal ended it. */
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** stdout and stderr as they came. */
  readonly output: string;
}

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

const running = new Set<number>();

/** Runs a command to its end. Past `timeoutMs` it and everything it started are killed. */
export function runChild(command: string, args: readonly string[], options: ChildOptions): Promise<ChildResult> {
  return new Promise((resolve) => {
    let output = "";
    let timedOut = false;
    // Its own process group, so that a limit also ends the servers that a test started.
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    const timer = setTimeout(() => {
      timedOut = true;
      if (pid !== undefined) killGroup(pid);
    }, options.timeoutMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const end = (exitCode: number | null): void => {
      clearTimeout(timer);
      if (pid !== undefined) {
        killGroup(pid);
        running.delete(pid);
      }
      resolve({ exitCode, timedOut, output });
    };
    child.once("error", (error) => {
      output += `${error.message}\n`;
      end(null);
    });
    child.once("close", end);
  });
}

/** Ends everything that still runs; for an interrupt. */
export function killChildren(): void {
  for (const pid of running) killGroup(pid);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // The group is gone already.
  }
}
