import { Buffer } from "node:buffer";
import { OPEN_MODE } from "../../auth/principal.js";
import { commandById } from "../../catalog/catalog.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { Caller } from "../caller.js";
import { failureError } from "../failure.js";
import type { ReadsPort } from "../pipeline-ports.js";
import type { LookupFor, Upstream } from "./upstream.js";

/** In whose name the gateway looks things up, but for the owner: the rights of callers don't matter. */
const GATEWAY: Omit<Caller, "owner"> = {
  id: "gateway",
  principal: OPEN_MODE,
  host: "local",
  autoSubscribe: false,
};

/** Look-ups by the way of all reads: paced, from the reserve where the owner has a part of it left. */
export class ReadsUpstream implements Upstream {
  private readonly reads: ReadsPort;

  constructor(reads: ReadsPort) {
    this.reads = reads;
  }

  query(protoId: number, body: Uint8Array, { owner, deadlineMs }: LookupFor): Promise<Uint8Array> {
    const command = commandById(protoId);
    if (command === undefined) return Promise.reject(new TypeError(`no command ${protoId}`));
    const call = { body, caller: { ...GATEWAY, owner }, deadlineMs, isLookup: true };
    return new Promise((resolve, reject) => {
      this.reads.submit(command, call, (reply, failure) => {
        // What was received is a view, good for this turn only.
        if (reply !== null) resolve(Buffer.from(reply));
        else if (failure instanceof GatewayError) reject(failure);
        else if (failure !== null) reject(failureError(command, failure));
        else reject(new TypeError(`${command.name} ended with neither answer nor failure`));
      });
    });
  }
}
