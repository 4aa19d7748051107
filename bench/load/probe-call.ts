import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect } from "node:http2";
import { setTimeout } from "node:timers/promises";
import { type BenchCall, checkResponse, grpcMessage, REQUEST_CALL } from "../messages.js";

const ANSWER_WITHIN_MS = 10_000;
/** A gateway accepts calls before its connections to OpenD are ready. */
const READY_WITHIN_MS = 5_000;
const RETRY_AFTER_MS = 20;

/**
 * Makes one call, checks status and answer, and returns the answer's bytes on
 * the wire. Load generators look at neither. Refusals are tried again for 5 s.
 */
export async function probeCall(
  server: string,
  port: number,
  expectedBody: Uint8Array,
  metadata: Readonly<Record<string, string>> = {},
  call: BenchCall = REQUEST_CALL,
): Promise<number> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      return await callOnce(server, port, expectedBody, metadata, call);
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      await setTimeout(RETRY_AFTER_MS);
    }
  }
}

async function callOnce(
  server: string,
  port: number,
  expectedBody: Uint8Array,
  metadata: Readonly<Record<string, string>>,
  call: BenchCall,
): Promise<number> {
  const session = connect(`http://127.0.0.1:${port}`);
  try {
    const stream = session.request({
      ":method": "POST",
      ":path": call.path,
      "content-type": "application/grpc",
      te: "trailers",
      ...metadata,
    });
    stream.setTimeout(ANSWER_WITHIN_MS, () => stream.destroy(new Error(`${server} did not answer`)));
    const statuses: unknown[] = [];
    const texts: unknown[] = [];
    for (const event of ["response", "trailers"]) {
      stream.on(event, (fields: Readonly<Record<string, unknown>>) => {
        if (fields["grpc-status"] !== undefined) statuses.push(fields["grpc-status"]);
        if (fields["grpc-message"] !== undefined) texts.push(fields["grpc-message"]);
      });
    }
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.end(grpcMessage(call.message));
    await once(stream, "close");
    if (statuses.length !== 1 || Number(statuses[0]) !== 0) {
      throw new Error(`${server} answered grpc-status ${statuses.join(", ")} ${texts.join(" ")}`);
    }
    const answer = Buffer.concat(chunks);
    checkResponse(server, answer, expectedBody, call);
    return answer.length;
  } finally {
    session.destroy();
  }
}
