/** B1: what one hop over loopback TCP between two Node processes costs. */
import { type AddressInfo, createServer } from "node:net";
import { ready } from "./ready.js";

const server = createServer({ noDelay: true }, (socket) => {
  socket.on("data", (chunk) => socket.write(chunk));
  socket.on("error", () => socket.destroy());
});
server.listen(0, "127.0.0.1", () => ready((server.address() as AddressInfo).port));
