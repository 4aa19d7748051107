import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Bounds how many connections a server keeps. A new one is always let in; the
 * one that was opened first of those that have sent no whole request goes, or,
 * where all have, the oldest: who holds connections open keeps no probe out.
 */
export function capConnections(server: Server, max: number): void {
  /** Oldest first. */
  const silent = new Set<Socket>();
  const known = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    if (silent.size + known.size >= max) {
      const [oldest] = silent.size > 0 ? silent : known;
      if (oldest !== undefined) {
        silent.delete(oldest);
        known.delete(oldest);
        oldest.destroy();
      }
    }
    silent.add(socket);
    socket.once("close", () => {
      silent.delete(socket);
      known.delete(socket);
    });
  });
  server.on("request", ({ socket }) => {
    if (silent.delete(socket)) known.add(socket);
  });
}
