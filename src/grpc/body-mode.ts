import type { Metadata } from "@grpc/grpc-js";
import { GatewayError } from "../errors/gateway-error.js";
import type { BodyMode } from "../gateway/body-check.js";

const BODY_MODE_KEY = "x-opend-body";

/**
 * How the caller writes and reads bodies: whole messages unless it asks for `s2c`.
 * @throws GatewayError INVALID_REQUEST for any other value.
 */
export function bodyMode(metadata: Metadata): BodyMode {
  const values = metadata.get(BODY_MODE_KEY);
  if (values.length === 0) return "whole";
  const [value] = values;
  if (values.length === 1 && (value === "s2c" || value === "whole")) return value;
  throw new GatewayError("INVALID_REQUEST", `metadata ${BODY_MODE_KEY} must be "s2c" or "whole"; nothing was sent`);
}
