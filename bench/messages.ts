import { Buffer } from "node:buffer";
import { FutuRequest, FutuResponse } from "../generated/ts/futu/service/futu.js";
import { Request, Response } from "../generated/ts/Qot_GetBasicQot.js";

/** Qot_GetBasicQot: read often, without a frequency limit, and its body passes through. */
export const PROTO_ID = 3004;

/** The path of `Request`, as HTTP/2 sees it. */
export const REQUEST_PATH = "/futu.service.FutuOpenD/Request";

const HK = 1;

/** A request body of about 100 bytes: nine securities. */
export const requestBody: Uint8Array = Request.encode({
  c2s: {
    securityList: ["00700", "09988", "03690", "01810", "00005", "00941", "02318", "00388", "01299"].map((code) => ({
      market: HK,
      code,
    })),
  },
}).finish();

/** What OpenD answers: one quote, about 100 bytes. */
export const responseBody: Uint8Array = Response.encode({
  retType: 0,
  retMsg: "",
  errCode: 0,
  s2c: {
    basicQotList: [
      {
        security: { market: HK, code: "00700" },
        isSuspended: false,
        listTime: "",
        priceSpread: 0.2,
        updateTime: "",
        highPrice: 385.4,
        openPrice: 380,
        lowPrice: 379.2,
        curPrice: 384.6,
        lastClosePrice: 381.2,
        volume: 12_345_600n,
        turnover: 4_723_456_000,
        turnoverRate: 0.13,
        amplitude: 1.63,
      },
    ],
  },
}).finish();

/** The `FutuRequest` that every generator sends. */
export const futuRequest: Uint8Array = FutuRequest.encode({ proto_id: PROTO_ID, body: requestBody }).finish();

/** A message behind the five bytes that gRPC puts before it. */
export function grpcMessage(message: Uint8Array): Buffer {
  const framed = Buffer.alloc(5 + message.length);
  framed.writeUInt32BE(message.length, 1);
  framed.set(message, 5);
  return framed;
}

/** A unary call that is made again and again. */
export interface BenchCall {
  /** As HTTP/2 sees it. */
  readonly path: string;
  readonly message: Uint8Array;
  /** What of OpenD's answer its message carries. Throws for a failure. */
  readonly bodyOf: (message: Uint8Array) => Uint8Array;
}

export const REQUEST_CALL: BenchCall = {
  path: REQUEST_PATH,
  message: futuRequest,
  bodyOf: (message) => {
    const { ret_type: retType = 0, ret_msg: retMsg, body } = FutuResponse.decode(message);
    if (retType !== 0) throw new Error(`ret_type ${retType}, ${retMsg}`);
    return body ?? new Uint8Array();
  },
};

/** Throws, with a text for people, unless `bytes` are a gRPC message that carries `body`. */
export function checkResponse(server: string, bytes: Buffer, body: Uint8Array, call: BenchCall): void {
  if (bytes.length < 5 || bytes.readUInt32BE(1) !== bytes.length - 5) {
    throw new Error(`${server}: the answer is no single gRPC message (${bytes.length} bytes)`);
  }
  if (!Buffer.from(call.bodyOf(bytes.subarray(5))).equals(body))
    throw new Error(`${server}: the answer's body is not the expected one`);
}
