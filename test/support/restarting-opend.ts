import type { JournalEntry, SimulatorOptions } from "../../src/simulator/options.js";
import { Simulator } from "../../src/simulator/simulator.js";
import { FaultProxy } from "../../src/testing/fault-proxy.js";

/** How OpenD goes away. */
export type Outage =
  /** It ends its connections; everything that it wrote arrives. */
  | "closed"
  /** Its connections are reset, in mid-frame if it falls so. */
  | "killed"
  /** The connection that carries the pushes is reset; OpenD lives on, and so does the other connection. */
  | "cut";

/**
 * Simulators, one after the other at the same two addresses. Market time goes
 * on, so that what a later one pushes is never what an earlier one pushed.
 */
export class RestartingOpend {
  readonly addresses: readonly { readonly host: string; readonly port: number }[];
  /** Connections whose last pushes may not have arrived. */
  readonly torn = new Set<bigint>();
  private readonly options: SimulatorOptions;
  private readonly proxies: readonly FaultProxy[];
  private readonly journal: (entry: JournalEntry) => void;
  private readonly connIds = new Set<bigint>();
  private simulator: Simulator;

  static async start(options: SimulatorOptions, journal: (entry: JournalEntry) => void): Promise<RestartingOpend> {
    // One proxy an address: connections can be cut one by one.
    const target = { host: "127.0.0.1", port: 1 };
    const proxies = [await FaultProxy.listen({ target }), await FaultProxy.listen({ target })];
    const opend = new RestartingOpend(options, journal, proxies);
    await opend.begin();
    return opend;
  }

  private constructor(
    options: SimulatorOptions,
    journal: (entry: JournalEntry) => void,
    proxies: readonly FaultProxy[],
  ) {
    this.options = options;
    this.journal = journal;
    this.proxies = proxies;
    this.addresses = proxies.map(({ address }) => address);
    this.simulator = this.create();
  }

  /** @param home where the connection that carries the pushes goes, as `host:port`. */
  async goAway(outage: Outage, home: string): Promise<void> {
    if (outage !== "closed") for (const connId of this.connIds) this.torn.add(connId);
    if (outage === "cut") {
      this.proxies.find(({ address }) => home === `${address.host}:${address.port}`)?.resetAll();
      return;
    }
    if (outage === "killed") await Promise.all(this.proxies.map((proxy) => proxy.down()));
    await this.simulator.close();
  }

  /** Comes back after `goAway`. */
  async comeBack(outage: Outage): Promise<void> {
    if (outage === "cut") return;
    this.simulator = this.create();
    await this.begin();
    await Promise.all(this.proxies.map((proxy) => proxy.up()));
  }

  async close(): Promise<void> {
    await this.simulator.close();
    await Promise.all(this.proxies.map((proxy) => proxy.close()));
  }

  private create(): Simulator {
    return new Simulator({
      ...this.options,
      journal: (entry) => {
        this.connIds.add(entry.connId);
        this.journal(entry);
      },
    });
  }

  private async begin(): Promise<void> {
    const target = await this.simulator.listen({ host: "127.0.0.1", port: 0 });
    for (const proxy of this.proxies) proxy.retarget(target);
  }
}
