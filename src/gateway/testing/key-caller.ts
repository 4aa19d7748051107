import { keyPrincipal, type TestKey } from "../../auth/testing/test-key.js";
import type { Caller } from "../caller.js";

/** A caller with a key; without limits but those that are named. */
export function keyCaller(key: TestKey = {}, host = "127.0.0.1"): Caller {
  const principal = keyPrincipal(key);
  const owner = `key:${principal.key?.id ?? ""}`;
  return { id: owner, owner, principal, host, autoSubscribe: true };
}
