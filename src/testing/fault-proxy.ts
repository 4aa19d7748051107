import { connect, createServer, type Server, type Socket } from "node:net";
import { FaultPipe } from "./fault-pipe.js";
import { type DirectionFaults, type DirectionStats, type FaultClock, noStats } from "./faults.js";

export type { DirectionFaults, DirectionStats, FaultClock } from "./faults.js";

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

export type Direction = "toServer" | "toClient";
export type Faults = Readonly<Partial<Record<Direction, DirectionFaults>>>;

export interface FaultProxyOptions {
  readonly target: ProxyAddress;
  /** In [0, 1). Default: the machine's. */
  readonly random?: () => number;
  readonly clock?: FaultClock;
  /** Where the proxy listens. Default: a free port of the loopback interface. */
  readonly listen?: ProxyAddress;
}

export interface FaultProxyStats {
  readonly accepted: number;
  readonly open: number;
  /** Connections that the target did not take. */
  readonly unreachable: number;
  readonly toServer: DirectionStats;
  readonly toClient: DirectionStats;
}

const machineClock: FaultClock = {
  now: () => performance.now(),
  schedule: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

interface Connection {
  readonly client: Socket;
  readonly server: Socket;
  readonly pipes: Readonly<Record<Direction, FaultPipe>>;
}

/**
 * A TCP proxy that does harm on demand, for tests and benchmarks. Faults are
 * set for a direction and hold for open and new connections until they are
 * set anew.
 */
export class FaultProxy {
  private readonly options: FaultProxyOptions;
  private readonly clock: FaultClock;
  private readonly server: Server;
  private readonly connections = new Set<Connection>();
  private readonly counted = { toServer: noStats(), toClient: noStats() };
  private faults: Record<Direction, DirectionFaults> = { toServer: {}, toClient: {} };
  private target: ProxyAddress;
  private bound: ProxyAddress;
  private accepted = 0;
  private unreachable = 0;

  private constructor(options: FaultProxyOptions) {
    this.options = options;
    this.clock = options.clock ?? machineClock;
    this.target = options.target;
    this.bound = options.listen ?? { host: "127.0.0.1", port: 0 };
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.accept(socket));
  }

  /** @throws the system's error when the port can't be opened. */
  static async listen(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await proxy.up();
    return proxy;
  }

  /** Where clients connect; the same after `down` and `up`. */
  get address(): ProxyAddress {
    return this.bound;
  }

  /** Replaces the faults of the directions that are named; the other goes on as it was. */
  set(faults: Faults): void {
    this.faults = { ...this.faults, ...faults };
    for (const { pipes } of this.connections) {
      if (faults.toServer !== undefined) pipes.toServer.apply(faults.toServer);
      if (faults.toClient !== undefined) pipes.toClient.apply(faults.toClient);
    }
  }

  /** Ends all faults. What was dropped is lost; an end that was swallowed is told now. */
  heal(): void {
    this.set({ toServer: {}, toClient: {} });
  }

  /** Sends new connections elsewhere: a server that came back on another port. */
  retarget(target: ProxyAddress): void {
    this.target = target;
  }

  /** Resets (RST) every open connection, on both sides. */
  resetAll(): void {
    for (const connection of [...this.connections]) this.reset(connection);
  }

  /** Ends one direction of every open connection with a FIN, and leaves the other open. */
  halfClose(direction: Direction): void {
    for (const { pipes } of this.connections) pipes[direction].halfClose();
  }

  /** Refuses new connections and resets those that are open. */
  async down(): Promise<void> {
    if (!this.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.resetAll();
    await closed;
  }

  /** Listens again, at the same port. */
  async up(): Promise<void> {
    if (this.server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(this.bound.port, this.bound.host, () => {
        this.server.off("error", reject);
        resolve();
      });
    });
    const bound = this.server.address();
    if (bound === null || typeof bound === "string") throw new Error("the proxy has no TCP address");
    this.bound = { host: bound.address, port: bound.port };
  }

  close(): Promise<void> {
    return this.down();
  }

  stats(): FaultProxyStats {
    return {
      accepted: this.accepted,
      open: this.connections.size,
      unreachable: this.unreachable,
      toServer: { ...this.counted.toServer },
      toClient: { ...this.counted.toClient },
    };
  }

  private accept(client: Socket): void {
    this.accepted += 1;
    const server = connect({ ...this.target, allowHalfOpen: true, noDelay: true });
    const pipe = (source: Socket, target: Socket, direction: Direction): FaultPipe =>
      new FaultPipe({
        source,
        target,
        faults: this.faults[direction],
        clock: this.clock,
        random: this.options.random ?? Math.random,
        stats: this.counted[direction],
        reset: () => this.reset(connection),
      });
    const connection: Connection = {
      client,
      server,
      pipes: { toServer: pipe(client, server, "toServer"), toClient: pipe(server, client, "toClient") },
    };
    this.connections.add(connection);
    const failedToConnect = (): void => {
      this.unreachable += 1;
    };
    server.once("error", failedToConnect);
    server.once("connect", () => server.off("error", failedToConnect));
    server.on("error", () => {});
    // An error is always followed by "close".
    client.on("error", () => {});
    client.on("close", (failed) => this.lost(connection, "toServer", failed));
    server.on("close", (failed) => this.lost(connection, "toClient", failed));
  }

  /** One side is gone: the other is told, unless its direction swallows everything. */
  private lost(connection: Connection, direction: Direction, failed: boolean): void {
    const { client, server, pipes } = connection;
    const other = direction === "toServer" ? server : client;
    if (failed && !pipes[direction].silent) resetSocket(other);
    if (!client.destroyed || !server.destroyed) return;
    pipes.toServer.close();
    pipes.toClient.close();
    this.connections.delete(connection);
  }

  private reset(connection: Connection): void {
    resetSocket(connection.client);
    resetSocket(connection.server);
  }
}

/**
 * Sends a RST and nothing before it. Socket.resetAndDestroy shuts down first,
 * so the peer sees a FIN and may never look at the RST; the mark that makes
 * Node close a handle with a RST is set by it alone, hence the reflection.
 */
function resetSocket(socket: Socket): void {
  if (socket.connecting) socket.resetAndDestroy();
  else {
    Reflect.set(socket, "resetAndClosing", true);
    socket.destroy();
  }
}
