/**
 * What stands for OpenD under load: it answers every command at once with the
 * same reply, whose frame is made beforehand, and gathers the replies to one
 * chunk of requests in one write. So it takes as little as possible from the
 * cores that the gateway is measured on.
 */
import { Buffer } from "node:buffer";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Response as InitConnect } from "../../generated/ts/InitConnect.js";
import { Response as KeepAlive } from "../../generated/ts/KeepAlive.js";
import { encodeFrame, type Frame, HeaderOffset } from "../../src/ftapi/frame.js";
import { FrameDecoder } from "../../src/ftapi/frame-decoder.js";
import { responseBody } from "../messages.js";
import { ready } from "./ready.js";

const INIT_CONNECT = 1001;
const KEEP_ALIVE = 1004;

const template = encodeFrame({ protoId: 0, serialNo: 0, body: responseBody });
let lastConnId = 6_730_043_500_150_710_000n;

function reply(frame: Frame): Buffer {
  switch (frame.protoId) {
    case INIT_CONNECT:
      lastConnId += 1n;
      return encodeFrame({ ...frame, format: 0, body: initConnectReply(lastConnId) });
    case KEEP_ALIVE:
      return encodeFrame({ ...frame, format: 0, body: keepAliveReply() });
    default: {
      const bytes = Buffer.from(template);
      bytes.writeUInt32LE(frame.protoId, HeaderOffset.protoId);
      bytes.writeUInt32LE(frame.serialNo, HeaderOffset.serialNo);
      return bytes;
    }
  }
}

function initConnectReply(connID: bigint): Uint8Array {
  return InitConnect.encode({
    retType: 0,
    s2c: {
      serverVer: 1011,
      loginUserID: 10_001n,
      connID,
      connAESKey: "0123456789abcdef",
      keepAliveInterval: 10,
    },
  }).finish();
}

function keepAliveReply(): Uint8Array {
  return KeepAlive.encode({ retType: 0, s2c: { time: BigInt(Math.floor(Date.now() / 1_000)) } }).finish();
}

function serve(socket: Socket): void {
  const decoder = new FrameDecoder({ onFrame: (frame) => socket.write(reply(frame)) });
  socket.on("data", (chunk) => {
    socket.cork();
    decoder.push(chunk);
    socket.uncork();
  });
  socket.on("error", () => socket.destroy());
}

const server = createServer({ noDelay: true }, serve);
server.listen(0, "127.0.0.1", () => ready((server.address() as AddressInfo).port));
