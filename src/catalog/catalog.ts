import { commands } from "../../generated/catalog.js";
import type { Command } from "./command.js";

export { commands };

const byId = new Map(commands.map((command) => [command.protoId, command]));
const byName = new Map(commands.map((command) => [command.name.toLowerCase(), command]));

/** The row of `protoId`, or undefined where the table has none. */
export function commandById(protoId: number): Command | undefined {
  return byId.get(protoId);
}

/** The row called `name`, in any case, with or without `Qot_` / `Trd_`. */
export function commandByName(name: string): Command | undefined {
  const lower = name.toLowerCase();
  return byName.get(lower) ?? byName.get(`qot_${lower}`) ?? byName.get(`trd_${lower}`);
}

/** The request that was probably meant by an id which is no request: the query whose answers a push carries, or the nearest id. */
export function nearestRequest(protoId: number): Command | undefined {
  const queryName = byId.get(protoId)?.name.replace(/_(Update|Push)/, "_Get");
  const query = queryName === undefined ? undefined : byName.get(queryName.toLowerCase());
  if (query?.kind === "request") return query;
  let nearest: Command | undefined;
  for (const command of commands) {
    if (command.kind !== "request" || command.status === "withdrawn") continue;
    const distance = Math.abs(command.protoId - protoId);
    if (distance <= NEAR && distance < Math.abs((nearest?.protoId ?? Infinity) - protoId)) nearest = command;
  }
  return nearest;
}

/** Ids further apart than this are not taken for a slip of the pen. */
const NEAR = 3;
