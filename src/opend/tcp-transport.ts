import { connect } from "node:net";
import type { Dial } from "./transport.js";

/** Dials OpenD over TCP, without Nagle's delay: frames are small and someone waits for each. */
export const dialTcp: Dial = (address, listener) => {
  const socket = connect({ host: address.host, port: address.port, noDelay: true });
  let cause: Error | null = null;
  let silenced = false;
  socket.on("connect", () => listener.connected());
  socket.on("data", (chunk) => listener.data(chunk));
  socket.on("drain", () => listener.drained());
  socket.on("error", (error) => {
    cause = describe(error);
  });
  // No half-open life: nobody answers any more, and what waits to be written might wait for ever.
  socket.on("end", () => socket.destroy());
  socket.on("close", () => {
    if (!silenced) listener.closed(cause);
  });
  return {
    write: (chunks) => {
      socket.cork();
      let flowing = true;
      for (const chunk of chunks) flowing = socket.write(chunk);
      socket.uncork();
      return flowing;
    },
    destroy: () => {
      silenced = true;
      socket.destroy();
    },
  };
};

/** A name with several addresses fails with an error that has no text of its own. */
function describe(error: Error): Error {
  if (!(error instanceof AggregateError)) return error;
  return new Error(error.errors.map((each) => (each instanceof Error ? each.message : String(each))).join("; "), {
    cause: error,
  });
}
