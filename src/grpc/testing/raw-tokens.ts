import { Buffer } from "node:buffer";
import { connect } from "node:net";

const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const [DATA, HEADERS, SETTINGS] = [0, 1, 4];
const [END_STREAM, END_HEADERS] = [1, 4];

function frame(type: number, flags: number, streamId: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header[3] = type;
  header[4] = flags;
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

/** A header without compression (RFC 7541 6.2.2): Node's client sends no name twice. */
function literal(name: string, value: string): Buffer {
  return Buffer.concat([
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value),
  ]);
}

/** One call of FutuOpenD.Request with these authorization headers, byte by byte; resolves when the server has answered. */
export function callWithTokens(port: number, tokens: readonly string[]): Promise<void> {
  const headers = [
    [":method", "POST"],
    [":scheme", "http"],
    [":path", "/futu.service.FutuOpenD/Request"],
    [":authority", "localhost"],
    ["content-type", "application/grpc"],
    ["te", "trailers"],
    ...tokens.map((token) => ["authorization", `Bearer ${token}`]),
  ].map(([name = "", value = ""]) => literal(name, value));
  const socket = connect(port, "127.0.0.1");
  socket.write(
    Buffer.concat([
      PREFACE,
      frame(SETTINGS, 0, 0, Buffer.alloc(0)),
      frame(HEADERS, END_HEADERS, 1, Buffer.concat(headers)),
      frame(DATA, END_STREAM, 1, Buffer.from([0, 0, 0, 0, 3, 0x08, 0xea, 0x07])),
    ]),
  );
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      for (let at = 0; at + 9 <= received.length; at += 9 + received.readUIntBE(at, 3)) {
        const isEnd = received.readUInt32BE(at + 5) === 1 && ((received[at + 4] ?? 0) & END_STREAM) !== 0;
        if (!isEnd) continue;
        socket.destroy();
        resolve();
        return;
      }
    });
  });
}
