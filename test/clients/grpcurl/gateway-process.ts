import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const START_TIMEOUT_MS = 30_000;

/** `opend-gateway serve` with the embedded simulator, as its own process. */
export interface GatewayProcess {
  /** host:port of the gRPC listener. */
  readonly grpc: string;
  /** Asks it to end; resolves with its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** @param flags further ones of `serve` */
export async function startGateway(cli: string, ...flags: readonly string[]): Promise<GatewayProcess> {
  const args = [cli, "serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  const timer = setTimeout(() => child.kill("SIGKILL"), START_TIMEOUT_MS);
  const grpc = await new Promise<string>((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        lines.push(line);
        const address = grpcAddress(line);
        if (address !== undefined) resolve(address);
      });
    }
    child.once("close", () => reject(new Error(`the gateway did not start:\n${lines.join("\n")}`)));
  });
  clearTimeout(timer);
  return { grpc, stop: () => stop(child) };
}

function grpcAddress(line: string): string | undefined {
  if (!line.includes('"gateway.started"')) return undefined;
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== "object" || entry === null || !("grpc" in entry)) return undefined;
  return typeof entry.grpc === "string" ? entry.grpc : undefined;
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, "close");
    child.kill("SIGTERM");
    await closed;
  }
  return child.exitCode;
}
