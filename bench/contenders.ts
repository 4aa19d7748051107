import { launch, launchServer, type RunningServer, scriptPath } from "./servers/launch.js";

/** The server processes of one run. */
export interface Contenders {
  readonly tcpEcho: RunningServer;
  readonly grpcEcho: RunningServer;
  /** Stands for OpenD. */
  readonly ftapiEcho: RunningServer;
  readonly gateway: RunningServer;
  stop(): Promise<void>;
}

/** The gateway as `serve` starts it, on free ports, with its defaults but for `settings`. */
export function launchGateway(
  opendPort: number,
  nodeOptions: readonly string[],
  settings: readonly string[] = [],
): Promise<RunningServer> {
  const loopback = "127.0.0.1:0";
  return launch(
    "gateway",
    [
      ...nodeOptions,
      scriptPath("../src/cli/main"),
      ...["serve", "--opend", `127.0.0.1:${opendPort}`, "--grpc", loopback, "--http", loopback],
      ...settings,
    ],
    (line) => (line.event === "gateway.started" ? grpcPort(line) : undefined),
  );
}

/** The port in the start line's `grpc` field, `host:port`. */
function grpcPort(line: Readonly<Record<string, unknown>>): number {
  const port = Number(/:(\d+)$/.exec(String(line.grpc))?.[1]);
  if (!Number.isInteger(port)) throw new Error(`the gateway's start line has no address: ${JSON.stringify(line)}`);
  return port;
}

export async function startContenders(gatewayNodeOptions: readonly string[]): Promise<Contenders> {
  const running: RunningServer[] = [];
  const stop = async () => {
    // The gateway first, or it logs that OpenD went away.
    for (const server of running.toReversed()) await server.stop();
  };
  const start = async (launching: Promise<RunningServer>): Promise<RunningServer> => {
    const server = await launching;
    running.push(server);
    return server;
  };
  try {
    const tcpEcho = await start(launchServer("tcp-echo"));
    const grpcEcho = await start(launchServer("grpc-echo"));
    const ftapiEcho = await start(launchServer("ftapi-echo"));
    const gateway = await start(launchGateway(ftapiEcho.port, gatewayNodeOptions));
    return { tcpEcho, grpcEcho, ftapiEcho, gateway, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
