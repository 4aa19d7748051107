/** Round trips of 144 bytes (a frame with a body of 100) over one TCP connection, one after the other. */
import { Buffer } from "node:buffer";
import { connect } from "node:net";
import { latencyOf } from "../statistics.js";

const MESSAGE_BYTES = 144;

const [port, seconds] = process.argv.slice(2).map(Number) as [number, number];
const message = Buffer.alloc(MESSAGE_BYTES, 1);
const latencies: number[] = [];
const endAt = performance.now() + seconds * 1_000;
let sentAt = 0;
let received = 0;

const socket = connect({ port, host: "127.0.0.1", noDelay: true });
const send = () => {
  sentAt = performance.now();
  received = 0;
  socket.write(message);
};
socket.on("connect", send);
socket.on("data", (chunk) => {
  received += chunk.length;
  if (received < MESSAGE_BYTES) return;
  const now = performance.now();
  latencies.push((now - sentAt) * 1_000);
  if (now < endAt) {
    send();
    return;
  }
  console.log(JSON.stringify(latencyOf(latencies)));
  socket.destroy();
});
