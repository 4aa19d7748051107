import { nearestRequest } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";

const PROTO_ID_INIT_CONNECT = 1001;

/** @throws GatewayError where `protoId` is no request that a caller may send. */
export function knownRequest(protoId: number, command: Command | undefined): Command {
  if (command === undefined) {
    throw new GatewayError(
      "UNKNOWN_PROTO_ID",
      `proto_id ${protoId} is not in the table${meant(protoId)}; nothing was sent`,
      { protoId },
    );
  }
  if (command.kind === "push") {
    const text = `proto_id ${protoId} (${command.name}) is a push, not a request${meant(protoId)}; nothing was sent`;
    throw new GatewayError("NOT_A_REQUEST", text, { protoId });
  }
  if (protoId === PROTO_ID_INIT_CONNECT) {
    const text =
      "proto_id 1001 (InitConnect) is not for callers: the gateway keeps the sessions with OpenD; nothing was sent";
    throw new GatewayError("SESSION_COMMAND", text, { protoId });
  }
  return command;
}

function meant(protoId: number): string {
  const near = nearestRequest(protoId);
  return near === undefined ? "" : `; did you mean ${near.protoId} (${near.name})?`;
}
