import type { ReasonInfo } from "../../src/errors/reasons.js";
import { code, link, list, type Page, page, table } from "./markdown.js";
import type { Sources } from "./sources.js";

export function errorsPage({ reasons }: Sources): Page {
  const rows = Object.entries(reasons).map(([reason, { status, repeat, meaning, advice }]: [string, ReasonInfo]) => [
    code(reason),
    code(status),
    repeat,
    meaning,
    advice,
  ]);
  return page(
    "errors.md",
    "Errors",
    INTRODUCTION,
    table(["reason", "status", "safe to repeat", "meaning", "what to do"], rows),
    REPEAT,
    "Some refusals come from the gRPC library itself, before the gateway sees the call, and carry no details: a message over the limit (`RESOURCE_EXHAUSTED`, with size and limit), an unknown service or method (`UNIMPLEMENTED`), a passed deadline (`DEADLINE_EXCEEDED`).",
    "## What OpenD refuses",
    OPEND,
    "## Orders",
    ORDERS,
  );
}

const INTRODUCTION = `What the gateway refuses, or could not deliver, is a gRPC status. Its trailer ${code("grpc-status-details-bin")} holds a ${code("google.rpc.Status")} with

${list([
  `${code("google.rpc.ErrorInfo")}: ${code("reason")} (below), ${code("domain")} = ${code("opend-gateway")}, and ${code("metadata")}: ${code("sent")} (${code("true")} if the command may have reached OpenD), ${code("upstream")}, ${code("proto_id")};`,
  `${code("google.rpc.RetryInfo")} where repeating helps;`,
  `${code("google.rpc.QuotaFailure")} where something is used up.`,
])}

Match on ${code("reason")} and ${code("sent")}, never on texts. The metadata ${code("x-request-id")} names the call in the gateway's log. A push stream that has ended has a reason of this list too: ${link("how a stream ends", "control-events.md#how-a-stream-ends")}.`;

const REPEAT = `*Safe to repeat* is about the same call, with the same ${code("idempotency-key")} if it had one. Yes: it changed nothing and may succeed later, after the time in RetryInfo where there is one. No: it changed nothing and fails again until something is changed. After looking: it may have had its effect, so look at the state first, such as the order list; a call that only reads may be repeated at once.`;

const OPEND = `${code("FutuOpenD/Request")} returns them with status OK and ${code("ret_type")} other than 0: ${code("ret_type")} and ${code("ret_msg")} are OpenD's own.

A typed method returns them as a status with a reason of the list above that begins with ${code("OPEND_")}, or ${code("OUTCOME_UNKNOWN")} where a command that changes state may have had its effect. The status's message is OpenD's text; the metadata of ErrorInfo holds ${code("ret_type")}, ${code("err_code")} where OpenD gave one, ${code("ret_msg")}, and ${code("sent")} = ${code("true")}.`;

const ORDERS = `A command that changes state and may have left the gateway is never repeated by it, and never answered with a code that client libraries repeat on their own. Such a call ends in one of these ways:

${table(
  ["the caller sees", "it means"],
  [
    [
      "OK",
      "OpenD answered: `ret_type` 0 is accepted, anything else is refused; a typed method is OK only when it is accepted",
    ],
    ["a status with `sent` = `false`", "the command never left: it is safe to repeat"],
    ["a status with a reason `OPEND_...` (typed methods)", "OpenD refused it: it had no effect"],
    [
      "`UNKNOWN`, reason `OUTCOME_UNKNOWN`, `sent` = `true`",
      "nobody knows: read the order list (2201) before doing anything",
    ],
    [
      "`DEADLINE_EXCEEDED` without details",
      "the caller's own deadline passed, and its client library or the gRPC library gave up before the gateway could answer: as unknown as the line above. The gateway gives up on such a command up to 50 ms before the deadline, to answer with the line above",
    ],
  ],
)}`;
