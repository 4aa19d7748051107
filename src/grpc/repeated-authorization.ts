import type { EventEmitter } from "node:events";
import type { ServerHttp2Stream } from "node:http2";
import type { Server } from "@grpc/grpc-js";

const AUTHORIZATION = "authorization";

/**
 * Has `server` see every `authorization` header of a call. Of several Node
 * passes on the first and drops the others without a word: who looks at
 * another one, such as a proxy, would take the call for another caller's. With
 * all of them in the metadata the call is refused. grpc-js has no option for
 * it, so this looks into it, and does nothing where it looks otherwise than
 * grpc-js 1.14 does. To be called before the server listens.
 */
export function showRepeatedAuthorization(server: Server): void {
  const create: unknown = Reflect.get(server, "createHttp2Server");
  if (typeof create !== "function") return;
  Reflect.set(server, "createHttp2Server", function createHttp2Server(this: Server, ...args: unknown[]): unknown {
    const http2Server: EventEmitter = create.apply(this, args);
    // Before grpc-js's own listener, which is there already and makes the metadata.
    http2Server.prependListener("stream", restore);
    return http2Server;
  });
}

function restore(
  _stream: ServerHttp2Stream,
  headers: Record<string, string | readonly string[] | undefined>,
  _flags: number,
  rawHeaders: readonly string[],
): void {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index] === AUTHORIZATION) count++;
  }
  if (count < 2) return;
  const values = rawHeaders.filter((_text, index) => index % 2 === 1 && rawHeaders[index - 1] === AUTHORIZATION);
  // What grpc-js makes several metadata values of.
  headers[AUTHORIZATION] = values;
}
