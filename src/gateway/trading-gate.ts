import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import { requestKeys } from "../ftapi/routing-key.js";

/** What may be traded: `simulate` only in the simulated environment, `real` in both. */
export type TradingMode = "off" | "simulate" | "real";

const TRD_ENV_SIMULATE = 0;

/**
 * Refuses what the trading mode does not allow. Fails closed: the environment
 * is read from the bytes that will be sent, which {@link findMessageFault} has
 * checked for duplicate fields before.
 * @throws GatewayError TRADING_OFF.
 */
export function checkTrading(command: Command, body: Uint8Array, mode: TradingMode): void {
  if (mode === "real") return;
  const { name, protoId, scope } = command;
  if (scope === "trade:unlock") {
    throw refusal(`${name} (${protoId}) unlocks real trading; this gateway's trading mode is ${mode}`, protoId);
  }
  if (scope !== "trade") return;
  if (mode === "off") throw refusal(`${name} (${protoId}) is refused: trading is off`, protoId);
  const account = requestKeys(protoId, body)[0]?.account;
  if (account?.trdEnv !== TRD_ENV_SIMULATE) {
    throw refusal(
      `${name} (${protoId}): c2s.header.trdEnv must be 0 (simulate); this gateway's trading mode is simulate`,
      protoId,
    );
  }
}

function refusal(message: string, protoId: number): GatewayError {
  return new GatewayError("TRADING_OFF", message, { protoId });
}
