import { KEY_SCOPES } from "../../src/auth/scopes.js";
import type { Reason } from "../../src/errors/reasons.js";
import type { SimulatorOptions } from "../../src/simulator/options.js";
import { Simulator } from "../../src/simulator/simulator.js";
import type { KeyJson } from "./keys-json.js";
import { type Answer, RecordingOpend } from "./recording-opend.js";
import type { Refusal } from "./refusal.js";
import { ServedGateway, type ServedOptions } from "./served-gateway.js";

/** Brings about one reason of the error reference, each time in one of its ways. */
export type ErrorCase = (rig: ErrorRig) => Promise<readonly Refusal[]>;

export type ErrorCases = Readonly<Partial<Record<Reason, ErrorCase>>>;

/** Ids that stand in no text by chance. */
export const KEY_ID = "desk-quebec-77";
export const OTHER_KEY_ID = "desk-zulu-78";

export function keyOf(fields: Readonly<Record<string, unknown>> = {}): KeyJson {
  return { id: KEY_ID, scopes: KEY_SCOPES, ...fields };
}

/** What a case runs against. All of it is taken down after the case. */
export class ErrorRig {
  private readonly parts: (() => Promise<void>)[] = [];

  async simulator(options: SimulatorOptions = {}) {
    const simulator = new Simulator({ seed: 7, frequencyLimits: false, ...options });
    this.onClose(() => simulator.close());
    const address = await simulator.listen({ host: "127.0.0.1", port: 0 });
    return { simulator, address, opend: `127.0.0.1:${address.port}` };
  }

  async recording(answer: Answer): Promise<{ readonly recorder: RecordingOpend; readonly opend: string }> {
    const recorder = new RecordingOpend(answer);
    const { port } = await recorder.listen();
    this.onClose(() => recorder.close());
    return { recorder, opend: `127.0.0.1:${port}` };
  }

  /** A gateway with one key that may do all, one connection, and trading in both environments, unless told otherwise. */
  async serve({ flags, keys = [keyOf()], ...options }: ServedOptions = {}): Promise<ServedGateway> {
    const gateway = await ServedGateway.start({ ...options, keys, flags: { pool: "1", trading: "real", ...flags } });
    this.onClose(() => gateway.stop());
    return gateway;
  }

  /** The same on a simulator of its own. */
  async serveSimulator(options: ServedOptions = {}, simulated: SimulatorOptions = {}): Promise<ServedGateway> {
    const { opend } = await this.simulator(simulated);
    return await this.serve({ ...options, flags: { opend, ...options.flags } });
  }

  onClose(close: () => Promise<void>): void {
    this.parts.push(close);
  }

  /** What was made last goes first. */
  async close(): Promise<void> {
    for (const close of this.parts.splice(0).reverse()) await close();
  }
}
