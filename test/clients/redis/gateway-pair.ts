import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type LogLine, SpawnedCli } from "../../../src/cli/testing/spawn-cli.js";
import { FutuClient } from "../../../src/grpc/testing/futu-client.js";

/** What a key may do, as the keys file has it. */
export type KeyLimits = Readonly<Record<string, number>>;

/** One gateway of several, as a process of its own. */
export class GatewayProcess {
  readonly cli: SpawnedCli;
  private port = 0;

  constructor(cli: SpawnedCli) {
    this.cli = cli;
  }

  /** Resolves when it serves calls and has reached Redis. */
  async ready(): Promise<void> {
    const { grpc } = await this.cli.event("gateway.started");
    this.port = Number(String(grpc).split(":").at(-1));
    await this.cli.event("upstream.available");
    await this.cli.event("redis.available");
  }

  client(token: string): FutuClient {
    return new FutuClient(this.port, token);
  }

  /** Resolves with the first line of an event after the lines that are there now. */
  next(event: string): Promise<LogLine> {
    const seen = this.cli.lines.length;
    return this.cli.line(event, (line) => line.event === event && this.cli.lines.indexOf(line) >= seen);
  }
}

/** A simulator and two gateways in front of it, which share a Redis and a keys file: four processes. */
export class GatewayPair {
  readonly gateways: readonly [GatewayProcess, GatewayProcess];
  private readonly simulator: SpawnedCli;
  private readonly tokens: ReadonlyMap<string, string>;
  private readonly clients: FutuClient[] = [];

  private constructor(
    simulator: SpawnedCli,
    gateways: readonly [GatewayProcess, GatewayProcess],
    tokens: ReadonlyMap<string, string>,
  ) {
    this.simulator = simulator;
    this.gateways = gateways;
    this.tokens = tokens;
  }

  /** @param keys their ids, and what each may trade at most. */
  static async start(
    folder: string,
    redisUrl: string,
    keys: Readonly<Record<string, KeyLimits>>,
  ): Promise<GatewayPair> {
    mkdirSync(folder, { recursive: true });
    const tokens = new Map(Object.keys(keys).map((id) => [id, `fc_${randomBytes(32).toString("hex")}`]));
    const keysFile = join(folder, "keys.json");
    const records = [...tokens].map(([id, token]) => ({
      id,
      hash: createHash("sha256").update(token).digest("hex"),
      scopes: ["qot:read", "acc:read", "trade:simulate"],
      limits: keys[id],
    }));
    writeFileSync(keysFile, JSON.stringify({ version: 1, keys: records }), { mode: 0o600 });
    // Not the URL itself: a command line is no place for it.
    const urlFile = join(folder, "redis-url");
    writeFileSync(urlFile, redisUrl, { mode: 0o600 });
    const simulator = new SpawnedCli(["simulate", "--listen", "127.0.0.1:0", "--no-limits", "--log-format", "json"]);
    const { address } = await simulator.event("simulator.started");
    const serve = (name: string): GatewayProcess =>
      new GatewayProcess(
        new SpawnedCli([
          ...["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--log-format", "json"],
          ...["--opend", String(address), "--trading", "simulate", "--pacing", "off"],
          ...["--keys", keysFile, "--redis-url-file", urlFile, "--state-dir", join(folder, name)],
        ]),
      );
    const gateways = [serve("one"), serve("other")] as const;
    await Promise.all(gateways.map((gateway) => gateway.ready()));
    return new GatewayPair(simulator, gateways, tokens);
  }

  /** A client of each gateway with this key. */
  clientsOf(key: string): readonly [FutuClient, FutuClient] {
    const token = this.tokens.get(key);
    if (token === undefined) throw new Error(`no key ${key}`);
    const [one, other] = this.gateways;
    const clients = [one.client(token), other.client(token)] as const;
    this.clients.push(...clients);
    return clients;
  }

  async stop(): Promise<void> {
    for (const client of this.clients) client.close();
    const all = [...this.gateways.map(({ cli }) => cli), this.simulator];
    for (const { process } of all) process.kill("SIGTERM");
    await Promise.all(all.map((cli) => cli.end()));
  }

  /** Ends what a failed test left behind. */
  kill(): void {
    for (const { cli } of this.gateways) cli.kill();
    this.simulator.kill();
  }
}
