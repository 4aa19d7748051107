import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import protobuf from "protobufjs";
import { GatewayError } from "../errors/gateway-error.js";
import { REASONS, type Reason } from "../errors/reasons.js";
import { decodeStatusDetails, encodeStatusDetails, STATUS_DETAILS_KEY } from "./status-details.js";
import { statusText, toServiceError } from "./status-funnel.js";

/** The messages as Google publishes them, for an independent reading. */
const rpc = protobuf.parse(
  `
  syntax = "proto3"; package google.rpc;
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
`,
  { keepCase: true },
).root;

describe("status details", () => {
  it("are a google.rpc.Status that other decoders read", () => {
    const bytes = encodeStatusDetails({
      code: 14,
      message: "no connection 🚫",
      errorInfo: {
        reason: "UPSTREAM_UNAVAILABLE",
        domain: "opend-gateway",
        metadata: { sent: "false", proto_id: "3004" },
      },
      retryAfterMs: 1234.5,
    });
    const decoded = rpc.lookupType("google.rpc.Status").decode(bytes).toJSON() as {
      code: number;
      message: string;
      details: { type_url: string; value: string }[];
    };
    assert.equal(decoded.code, 14);
    assert.equal(decoded.message, "no connection 🚫");
    const [info, retry] = decoded.details;
    assert.equal(info?.type_url, "type.googleapis.com/google.rpc.ErrorInfo");
    assert.deepEqual(
      rpc
        .lookupType("google.rpc.ErrorInfo")
        .decode(Buffer.from(info?.value ?? "", "base64"))
        .toJSON(),
      {
        reason: "UPSTREAM_UNAVAILABLE",
        domain: "opend-gateway",
        metadata: { sent: "false", proto_id: "3004" },
      },
    );
    assert.deepEqual(
      rpc
        .lookupType("google.rpc.RetryInfo")
        .decode(Buffer.from(retry?.value ?? "", "base64"))
        .toJSON(),
      {
        retry_delay: { seconds: "1", nanos: 235000000 },
      },
    );
  });

  it("come back as they were written", () => {
    const details = {
      code: 2,
      message: "unknown",
      errorInfo: { reason: "OUTCOME_UNKNOWN", domain: "opend-gateway", metadata: { sent: "true" } },
      retryAfterMs: null,
    };
    assert.deepEqual(decodeStatusDetails(encodeStatusDetails(details)), details);
  });
});

describe("the status funnel", () => {
  it("gives each reason its code, the same code and text inside the details, and OpenD's name to known callers", () => {
    for (const reason of Object.keys(REASONS) as Reason[]) {
      const error = toServiceError(
        new GatewayError(reason, `text of ${reason}`, { protoId: 2202, sent: true }),
        "opend:11111",
      );
      assert.equal(error.code, status[REASONS[reason].status]);
      const [bytes] = error.metadata.get(STATUS_DETAILS_KEY);
      assert.deepEqual(decodeStatusDetails(bytes as Buffer), {
        code: error.code,
        message: error.details,
        errorInfo: {
          reason,
          domain: "opend-gateway",
          metadata: {
            sent: "true",
            ...(isOfNobody(reason) ? {} : { upstream: "opend:11111" }),
            proto_id: "2202",
          },
        },
        retryAfterMs: null,
      });
    }
  });

  it("never gives an unknown outcome a code that clients repeat on their own", () => {
    assert.equal(REASONS.OUTCOME_UNKNOWN.status, "UNKNOWN");
  });

  it("keeps texts short and well-formed without cutting a character", () => {
    const text = statusText("😀".repeat(1000));
    assert.equal([...text].length, 500);
    assert.ok(text.isWellFormed());
    assert.equal(statusText("as it is"), "as it is");
  });
});

function isOfNobody(reason: Reason): boolean {
  return reason === "UNAUTHENTICATED" || reason === "AUTH_THROTTLED";
}
