import { Buffer } from "node:buffer";
import { once } from "node:events";
import { type ClientHttp2Session, type ClientHttp2Stream, connect } from "node:http2";
import { connect as connectTcp, type Socket } from "node:net";
import { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import { decodeStatusDetails, STATUS_DETAILS_KEY, type StatusDetails } from "../status-details.js";

/** How a raw stream ended; `code` is null where it ended without a status. */
export interface RawEnd {
  readonly code: number | null;
  readonly details: StatusDetails | null;
}

const PREFIX_BYTES = 5;

/** One HTTP/2 connection without a gRPC library: reads as slowly as it is told to, and breaks when it is told to. */
export class RawConnection {
  readonly session: ClientHttp2Session;
  readonly socket: Socket;

  constructor(port: number) {
    this.socket = connectTcp(port, "127.0.0.1");
    this.session = connect(`http://127.0.0.1:${port}`, {
      createConnection: () => this.socket,
      maxOutstandingPings: 10_000,
    });
    this.session.on("error", () => {});
  }

  subscribe(message: Uint8Array = Buffer.alloc(0), headers: Readonly<Record<string, string>> = {}): RawStream {
    return new RawStream(this.request("SubscribePush", headers), message);
  }

  watch(message: Uint8Array = Buffer.alloc(0), headers: Readonly<Record<string, string>> = {}): RawStream {
    return new RawStream(this.request("Watch", headers, "opend.v1.Push"), message);
  }

  /** Opens a call of a method and sends nothing. */
  request(
    method: string,
    headers: Readonly<Record<string, string>> = {},
    service = "futu.service.FutuOpenD",
  ): ClientHttp2Stream {
    return this.session.request({
      ":method": "POST",
      ":path": `/${service}/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
      ...headers,
    });
  }

  /** One round trip: the server has read what was sent before. False where the connection has ended. */
  async ping(): Promise<boolean> {
    if (this.session.closed || this.session.destroyed) return false;
    return new Promise((resolve) => {
      this.session.once("close", () => resolve(false));
      this.session.ping((error) => resolve(error === null));
    });
  }

  close(): void {
    this.session.destroy();
  }
}

/** A SubscribePush or Watch call of a raw connection. */
export class RawStream {
  readonly request: ClientHttp2Stream;
  readonly messages: Buffer[] = [];
  /** Those of a SubscribePush, decoded; of a Watch, what the messages have in common. */
  readonly events: PushEvent[] = [];
  readonly opened: Promise<unknown>;
  readonly ended: Promise<RawEnd>;
  private rest: Buffer = Buffer.alloc(0);
  private end: RawEnd = { code: null, details: null };

  constructor(request: ClientHttp2Stream, message: Uint8Array) {
    this.request = request;
    this.opened = once(request, "response");
    // A stream that never opens ends.
    this.opened.catch(() => {});
    this.ended = new Promise((resolve) => {
      request.on("close", () => resolve(this.end));
    });
    request.on("response", (headers) => this.takeStatus(headers));
    request.on("trailers", (headers) => this.takeStatus(headers));
    request.on("error", () => {});
    request.on("data", (chunk: Buffer) => this.take(chunk));
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt32BE(message.length, 1);
    request.end(Buffer.concat([prefix, message]));
  }

  /** Gives no more room to the sender: its window fills. */
  pause(): void {
    this.request.pause();
  }

  resume(): void {
    this.request.resume();
  }

  cancel(): void {
    this.request.close(8);
  }

  private take(chunk: Buffer): void {
    let bytes = Buffer.concat([this.rest, chunk]);
    while (bytes.length >= PREFIX_BYTES) {
      const end = PREFIX_BYTES + bytes.readUInt32BE(1);
      if (bytes.length < end) break;
      const message = bytes.subarray(PREFIX_BYTES, end);
      this.messages.push(message);
      this.events.push(PushEvent.decode(message));
      bytes = bytes.subarray(end);
    }
    this.rest = bytes;
  }

  private takeStatus(headers: Readonly<Record<string, unknown>>): void {
    const code = headers["grpc-status"];
    if (typeof code !== "string") return;
    const details = headers[STATUS_DETAILS_KEY];
    this.end = {
      code: Number(code),
      details: typeof details === "string" ? decodeStatusDetails(Buffer.from(details, "base64")) : null,
    };
  }
}
