import type { Command } from "../../catalog/command.js";
import type { CancelCall, Pool } from "../../opend/pool.js";
import { NO_NOTES } from "../answer-notes.js";
import type { CheckedCall, GuardedCall, OrderGuardPort, PassedDone, ReadsPort } from "../pipeline-ports.js";

/** Everything straight to the pool: no caches, no pacing, no limits on orders. */
export class PassThrough implements OrderGuardPort, ReadsPort {
  private readonly pool: Pick<Pool, "submit">;

  constructor(pool: Pick<Pool, "submit">) {
    this.pool = pool;
  }

  submit(command: Command, call: CheckedCall | GuardedCall, done: PassedDone): CancelCall {
    const { protoId, effect, sticky } = command;
    const { body, deadlineMs } = call;
    const packetId = "packetId" in call ? call.packetId : null;
    const request = { protoId, body, packetId, repeatable: effect === "read", home: sticky, deadlineMs };
    return this.pool.submit(request, (reply, failure) => done(reply, failure, NO_NOTES));
  }
}
