import { randomBytes } from "node:crypto";
import type { Metadata } from "@grpc/grpc-js";

/** Metadata that names a call in the logs of all who handled it; proxies such as Envoy set it. */
export const REQUEST_ID_KEY = "x-request-id";

/** Printable ASCII: other text can't be sent back in metadata. */
const VALID = /^[\x21-\x7e]{1,128}$/;

/** Gives each call an id: the caller's own where it has a usable one. */
export class RequestIds {
  private readonly prefix = randomBytes(6).toString("hex");
  private count = 0;

  of(metadata: Metadata): string {
    const [given] = metadata.get(REQUEST_ID_KEY);
    if (typeof given === "string" && VALID.test(given)) return given;
    return `${this.prefix}-${(++this.count).toString(36)}`;
  }
}
