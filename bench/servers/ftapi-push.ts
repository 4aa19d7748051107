/**
 * What stands for OpenD when it pushes: confirms every command, and from the
 * first subscription on sends its connection one push, made beforehand, at the
 * pace of the arguments (events a second, and how many at once).
 */
import { Buffer } from "node:buffer";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { Response } from "../../generated/ts/Qot_Sub.js";
import { encodeFrame, HEADER_BYTES, HeaderOffset } from "../../src/ftapi/frame.js";
import { PUSH_PROTO_ID, pushBody } from "../push/event.js";
import { paceOf, publishAtPace } from "../push/pace.js";
import { sessionReply } from "./ftapi-session.js";
import { ready } from "./ready.js";

const QOT_SUB = 3001;
const confirmed = Response.encode({ retType: 0, retMsg: "", errCode: 0, s2c: {} }).finish();

const pace = paceOf(process.argv.slice(2));
if (pace === null) throw new Error("usage: ftapi-push EVENTS_A_SECOND BURST");
const subscribed = new Set<Socket>();

function serve(socket: Socket): void {
  let cut: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    const bytes = Buffer.concat([cut, chunk]);
    let offset = 0;
    while (bytes.length - offset >= HEADER_BYTES) {
      const end = offset + HEADER_BYTES + bytes.readUInt32LE(offset + HeaderOffset.bodyLength);
      if (end > bytes.length) break;
      const protoId = bytes.readUInt32LE(offset + HeaderOffset.protoId);
      const serialNo = bytes.readUInt32LE(offset + HeaderOffset.serialNo);
      socket.write(encodeFrame({ protoId, serialNo, body: sessionReply(protoId) ?? confirmed }));
      if (protoId === QOT_SUB) subscribed.add(socket);
      offset = end;
    }
    cut = bytes.subarray(offset);
  });
  socket.on("close", () => subscribed.delete(socket));
  socket.on("error", () => socket.destroy());
}

const frame = encodeFrame({ protoId: PUSH_PROTO_ID, serialNo: 0, body: pushBody });
const frames = Buffer.concat(Array.from({ length: pace.burst }, () => frame));
publishAtPace(pace, () => {
  for (const socket of subscribed) socket.write(frames);
});
const server = createServer({ noDelay: true }, serve);
server.listen(0, "127.0.0.1", () => ready((server.address() as AddressInfo).port));
