import type { PoolEvent } from "../opend/pool.js";
import type { Logger } from "../telemetry/logger.js";

/** Writes what happens to the connections to OpenD. While the gateway drains, their end is no news. */
export function logPoolEvent(logger: Logger, event: PoolEvent, draining: boolean): void {
  switch (event.type) {
    case "member_state": {
      const { member, from, to, cause } = event;
      const fields = { member, from, to, cause };
      if (to === "connecting") logger.event("upstream.connecting", fields);
      else if (to === "ready") logger.event("upstream.ready", fields);
      else if (to === "closed" && !draining) logger.event("upstream.closed", fields);
      else if (to === "backing_off") logger.event(from === "ready" ? "upstream.lost" : "upstream.waiting", fields);
      return;
    }
    case "pool_serving":
      if (event.serving) logger.event("upstream.available");
      else if (!draining) logger.event("upstream.unavailable");
      return;
    case "home_changed": {
      const { member, cause } = event;
      if (member !== null) logger.event("upstream.home_changed", { member, cause });
      else if (!draining) logger.event("upstream.home_lost", { cause });
    }
  }
}
