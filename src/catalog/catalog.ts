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

/**
 * The request that was probably meant by an id that can't be called: the query
 * whose answers a push carries, or the nearest id. Only commands that can be
 * called are named, so never InitConnect, which the gateway keeps to itself.
 */
export function nearestRequest(protoId: number): Command | undefined {
  const queryName = byId
    .get(protoId)
    ?.name.replace(/_(Update|Push)/, "_Get")
    .toLowerCase();
  for (const name of [queryName, `${queryName}list`]) {
    const query = name === undefined ? undefined : byName.get(name);
    if (query !== undefined && canBeCalled(query)) return query;
  }
  let nearest: Command | undefined;
  for (const command of commands) {
    if (!canBeCalled(command)) continue;
    const distance = Math.abs(command.protoId - protoId);
    if (distance <= NEAR && distance < Math.abs((nearest?.protoId ?? Infinity) - protoId)) nearest = command;
  }
  return nearest;
}

function canBeCalled(command: Command): boolean {
  return (
    command.kind === "request" &&
    command.status === "active" &&
    command.requestMessage !== null &&
    command.protoId !== INIT_CONNECT
  );
}

const INIT_CONNECT = 1001;
/** Ids further apart than this are not taken for a slip of the pen. */
const NEAR = 3;
