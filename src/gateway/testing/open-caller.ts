import { OPEN_MODE } from "../../auth/principal.js";
import type { Caller } from "../caller.js";

/** A caller of open mode. */
export function openCaller(id: string, autoSubscribe = true): Caller {
  return { id, owner: id, principal: OPEN_MODE, host: id, autoSubscribe };
}
