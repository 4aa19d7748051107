/**
 * What stands for OpenD under load: it answers every command at once with the
 * same reply, whose frame is made beforehand. It shares a core with the load
 * generator, so it takes as little of it as possible: it looks at headers only,
 * checks no digests, and answers one chunk of requests in one write.
 */
import { Buffer } from "node:buffer";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { encodeFrame, HEADER_BYTES, HeaderOffset } from "../../src/ftapi/frame.js";
import { responseBody } from "../messages.js";
import { sessionReply } from "./ftapi-session.js";
import { ready } from "./ready.js";

const template = encodeFrame({ protoId: 0, serialNo: 0, body: responseBody });

/** The reply to the frame whose header stands at `offset`. */
function reply(bytes: Buffer, offset: number): Buffer {
  const protoId = bytes.readUInt32LE(offset + HeaderOffset.protoId);
  const serialNo = bytes.readUInt32LE(offset + HeaderOffset.serialNo);
  const body = sessionReply(protoId);
  if (body !== undefined) return encodeFrame({ protoId, serialNo, body });
  const frame = Buffer.from(template);
  frame.writeUInt32LE(protoId, HeaderOffset.protoId);
  frame.writeUInt32LE(serialNo, HeaderOffset.serialNo);
  return frame;
}

function serve(socket: Socket): void {
  let cut: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    const bytes = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const replies: Buffer[] = [];
    let offset = 0;
    while (bytes.length - offset >= HEADER_BYTES) {
      const end = offset + HEADER_BYTES + bytes.readUInt32LE(offset + HeaderOffset.bodyLength);
      if (end > bytes.length) break;
      replies.push(reply(bytes, offset));
      offset = end;
    }
    cut = bytes.subarray(offset);
    if (replies.length > 0) socket.write(replies.length === 1 ? (replies[0] as Buffer) : Buffer.concat(replies));
  });
  socket.on("error", () => socket.destroy());
}

const server = createServer({ noDelay: true }, serve);
server.listen(0, "127.0.0.1", () => ready((server.address() as AddressInfo).port));
