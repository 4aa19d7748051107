import assert from "node:assert/strict";
import { runChild } from "../child.js";

const CALL_TIMEOUT_MS = 30_000;
/** In the refusal of an order that came less than 20 to 40 ms behind another. */
const ORDER_GAP = "两次请求至少间隔";
const MAX_TRIES = 50;

/** `futu.service.FutuResponse`. */
interface FutuAnswer {
  readonly retType: number;
  readonly retMsg: string;
  readonly protoId: number;
  readonly body: Uint8Array;
}

interface Answer<S2C> {
  retType?: number | undefined;
  retMsg?: string | undefined;
  s2c?: S2C | undefined;
}

/** A generated pair of messages of one command. */
interface Exchange<C2S, S2C> {
  readonly Request: { encode(message: { c2s: C2S }): { finish(): Uint8Array } };
  readonly Response: { decode(bytes: Uint8Array): Answer<S2C> };
}

/** Runs grpcurl against one address, with nothing but server reflection to know the service. */
export class GrpcurlClient {
  private readonly binary: string;
  private readonly address: string;

  constructor(binary: string, address: string) {
    this.binary = binary;
    this.address = address;
  }

  /** Standard output of `grpcurl <flags> <address> <what>`. */
  async run(what: readonly string[], flags: readonly string[] = []): Promise<string> {
    const { exitCode, output } = await this.try(what, flags);
    assert.equal(exitCode, 0, output);
    return output;
  }

  try(what: readonly string[], flags: readonly string[] = []): ReturnType<typeof runChild> {
    const args = ["-plaintext", "-max-time", "20", ...flags, this.address, ...what];
    return runChild(this.binary, args, { timeoutMs: CALL_TIMEOUT_MS });
  }

  async request(protoId: number, body: Uint8Array = new Uint8Array()): Promise<FutuAnswer> {
    const message = JSON.stringify({ proto_id: protoId, body: Buffer.from(body).toString("base64") });
    const text = await this.run(["futu.service.FutuOpenD/Request"], ["-emit-defaults", "-d", message]);
    const parsed: unknown = JSON.parse(text);
    assert.ok(typeof parsed === "object" && parsed !== null);
    // Which spelling grpcurl prints depends on the json_name in the reflected descriptor.
    const fields = new Map(
      Object.entries(parsed).map(([name, value]) => [name.replaceAll("_", "").toLowerCase(), value]),
    );
    const encoded: unknown = fields.get("body");
    assert.ok(typeof encoded === "string", text);
    return {
      retType: Number(fields.get("rettype")),
      retMsg: String(fields.get("retmsg")),
      protoId: Number(fields.get("protoid")),
      body: Buffer.from(encoded, "base64"),
    };
  }

  /** The S2C of a command that has to succeed. */
  async call<C2S, S2C>(protoId: number, exchange: Exchange<C2S, S2C>, c2s: C2S): Promise<S2C> {
    const body = exchange.Request.encode({ c2s }).finish();
    let answer = await this.request(protoId, body);
    for (let tries = 1; tries < MAX_TRIES && answer.retMsg.includes(ORDER_GAP); tries += 1) {
      answer = await this.request(protoId, body);
    }
    const response = exchange.Response.decode(answer.body);
    assert.equal(answer.protoId, protoId);
    assert.equal(answer.retType, response.retType);
    assert.equal(response.retType, 0, response.retMsg);
    assert.ok(response.s2c !== undefined);
    return response.s2c;
  }
}
