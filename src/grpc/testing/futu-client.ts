import { Buffer } from "node:buffer";
import { Client, type ClientReadableStream, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { FutuRequest, FutuResponse, PushEvent } from "../../../generated/ts/futu/service/futu.js";
import { decodeStatusDetails, STATUS_DETAILS_KEY, type StatusDetails } from "../status-details.js";

/** How one unary call ended. */
export interface Outcome {
  readonly response: FutuResponse | null;
  readonly error: ServiceError | null;
  readonly headers: Metadata;
}

/** The same of a call whose answer is bytes. */
export interface BytesOutcome {
  readonly response: Buffer | null;
  readonly error: ServiceError | null;
  readonly headers: Metadata;
}

export interface CallOptions {
  readonly metadata?: Record<string, string>;
  readonly deadline?: Date;
  readonly onCall?: (cancel: () => void) => void;
}

/** A plain grpc-js client of `FutuOpenD`, as a user would write it. */
export class FutuClient {
  private readonly client: Client;
  private readonly token: string | null;

  /** @param token of a key; null where the gateway has none. */
  constructor(port: number, token: string | null = null) {
    this.token = token;
    // A channel of its own: tests must not share connections.
    this.client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  request(protoId: number, body: Uint8Array, options: CallOptions = {}): Promise<Outcome> {
    return this.send(Buffer.from(FutuRequest.encode({ proto_id: protoId, body }).finish()), options);
  }

  /** Sends bytes as the request message, whatever they are. */
  async send(message: Buffer, options: CallOptions = {}): Promise<Outcome> {
    const outcome = await this.unary("/futu.service.FutuOpenD/Request", message, options);
    return { ...outcome, response: outcome.response === null ? null : FutuResponse.decode(outcome.response) };
  }

  /** Calls any unary method, bytes in and bytes out. */
  unary(path: string, message: Buffer, options: CallOptions = {}): Promise<BytesOutcome> {
    const metadata = this.metadata();
    for (const [key, value] of Object.entries(options.metadata ?? {})) metadata.set(key, value);
    return new Promise((resolve) => {
      let headers = new Metadata();
      const call = this.client.makeUnaryRequest(
        path,
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => bytes,
        message,
        metadata,
        options.deadline === undefined ? {} : { deadline: options.deadline },
        (error, response) => resolve({ error, response: response ?? null, headers }),
      );
      call.on("metadata", (received) => {
        headers = received;
      });
      options.onCall?.(() => call.cancel());
    });
  }

  /** @param message the request's bytes, whatever they are. */
  subscribe(message: Buffer = Buffer.alloc(0)): ClientReadableStream<PushEvent> {
    return this.client.makeServerStreamRequest(
      "/futu.service.FutuOpenD/SubscribePush",
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => PushEvent.decode(bytes),
      message,
      this.metadata(),
    );
  }

  private metadata(): Metadata {
    const metadata = new Metadata();
    if (this.token !== null) metadata.set("authorization", `Bearer ${this.token}`);
    return metadata;
  }

  close(): void {
    this.client.close();
  }
}

/** The `google.rpc.Status` of a failed call. */
export function detailsOf(error: ServiceError): StatusDetails {
  const [bytes] = error.metadata.get(STATUS_DETAILS_KEY);
  if (bytes === undefined || typeof bytes === "string") throw new Error("the status carries no details");
  return decodeStatusDetails(bytes);
}
