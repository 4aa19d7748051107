import { Buffer } from "node:buffer";
import { type BodyCipher, createAesCipher } from "../cipher.js";

/** A whole frame that two independent implementations agreed on (facts: ftapi-protocol.md 1.7). */
export interface FrameVector {
  readonly name: string;
  readonly protoId: number;
  readonly serialNo: number;
  readonly format: 0 | 1;
  readonly body: Buffer;
  readonly cipher: BodyCipher | null;
  readonly frame: Buffer;
}

export const VECTOR_KEY = "0123456789abcdef";
export const VECTOR_IV = "fedcba9876543210";

const keepAliveBody = Buffer.from("0a060880e2cfaa06", "hex");

function vector(
  name: string,
  protoId: number,
  serialNo: number,
  format: 0 | 1,
  body: Buffer,
  cipher: BodyCipher | null,
  hex: string,
): FrameVector {
  return { name, protoId, serialNo, format, body, cipher, frame: Buffer.from(hex, "hex") };
}

export const frameVectors: readonly FrameVector[] = [
  vector(
    "KeepAlive request",
    1004,
    1,
    0,
    keepAliveBody,
    null,
    "4654ec03000000000100000008000000a574904e7c778af7b84d66bebdfda3c5553a555800000000000000000a060880e2cfaa06",
  ),
  vector(
    "KeepAlive request as JSON",
    1004,
    1,
    1,
    Buffer.from('{"c2s":{"time":"1700000000"}}'),
    null,
    "4654ec0300000100010000001d000000af888aff73e984e95ca232676f01d35e37be30db00000000000000007b22633273223a7b2274696d65223a2231373030303030303030227d7d",
  ),
  vector(
    "InitConnect request",
    1001,
    7,
    0,
    Buffer.from("0a2408ac02120850794e6f726d616c180120ffffffffffffffffff0128003206507974686f6e", "hex"),
    null,
    "4654e9030000000007000000260000004d698c15ec3857ebffeefeee5b1047040700c6dd00000000000000000a2408ac02120850794e6f726d616c180120ffffffffffffffffff0128003206507974686f6e",
  ),
  vector(
    "InitConnect reply",
    1001,
    7,
    0,
    Buffer.from("0800222408f30710914e18a5c4a3abffdcfab25d221030313233343536373839616263646566280a", "hex"),
    null,
    "4654e903000000000700000028000000e42d59c8e6cf687ede5577d9677f03caafcfb62200000000000000000800222408f30710914e18a5c4a3abffdcfab25d221030313233343536373839616263646566280a",
  ),
  vector(
    "KeepAlive request in AES_CBC",
    1004,
    2,
    0,
    keepAliveBody,
    createAesCipher(2, VECTOR_KEY, VECTOR_IV),
    "4654ec03000000000200000010000000a574904e7c778af7b84d66bebdfda3c5553a555800000000000000004bc11368bce415e70d42bcceebbc6aaf",
  ),
  vector(
    "KeepAlive request in FTAES_ECB",
    1004,
    2,
    0,
    keepAliveBody,
    createAesCipher(0, VECTOR_KEY),
    "4654ec03000000000200000020000000a574904e7c778af7b84d66bebdfda3c5553a55580000000000000000b17b921a52c472c697a86dda79bcf9a800000000000000000000000000000008",
  ),
];
