import { Buffer } from "node:buffer";
import { commandById } from "../../src/catalog/catalog.js";
import { failureError } from "../../src/gateway/failure.js";
import type { LookupFor, Upstream } from "../../src/gateway/orders/upstream.js";
import type { Pool } from "../../src/opend/pool.js";

/** Asks OpenD through the pool, as any caller's read. */
export class PoolUpstream implements Upstream {
  private readonly pool: Pick<Pool, "submit">;

  constructor(pool: Pick<Pool, "submit">) {
    this.pool = pool;
  }

  query(protoId: number, body: Uint8Array, { deadlineMs }: LookupFor): Promise<Uint8Array> {
    const command = commandById(protoId);
    if (command?.effect !== "read") throw new Error(`proto_id ${protoId} is no read`);
    return new Promise((resolve, reject) => {
      this.pool.submit(
        { protoId, body, packetId: null, repeatable: true, home: command.sticky, deadlineMs },
        (reply, failure) => {
          if (failure !== null) reject(failureError(command, failure));
          // What was received is only a view.
          else if (reply !== null) resolve(Buffer.from(reply));
        },
      );
    });
  }
}
