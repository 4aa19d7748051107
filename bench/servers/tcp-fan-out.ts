/**
 * What one hop over loopback TCP costs an event: at the pace of the arguments
 * (events a second, and how many at once), writes each to all connections, in
 * the bytes that the gateway sends.
 */
import { type AddressInfo, createServer, type Socket } from "node:net";
import { PushEvent } from "../../generated/ts/futu/service/futu.js";
import { systemClock } from "../../src/opend/clock.js";
import { grpcMessage } from "../messages.js";
import { pushBody, pushEvent } from "../push/event.js";
import { paceOf, publishAtPace } from "../push/pace.js";
import { ready } from "./ready.js";

const pace = paceOf(process.argv.slice(2));
if (pace === null) throw new Error("usage: tcp-fan-out EVENTS_A_SECOND BURST");

const sockets = new Set<Socket>();
let sequence = 100_000;

const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => socket.destroy());
  socket.resume();
});
server.listen(0, "127.0.0.1", () => ready((server.address() as AddressInfo).port));
publishAtPace(pace, (events) => {
  for (let count = 0; count < events; count++) {
    const event = pushEvent(pushBody, sequence++, systemClock.wallPreciseMs());
    const message = grpcMessage(PushEvent.encode(event).finish());
    for (const socket of sockets) socket.write(message);
  }
});
