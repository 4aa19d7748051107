import { Buffer } from "node:buffer";
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import { Client, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { FutuRequest, FutuResponse } from "../../generated/ts/futu/service/futu.js";
import { type ClientTls, channelCredentials } from "./client-tls.js";
import { decodeStatusDetails, STATUS_DETAILS_KEY, type StatusDetails } from "./status-details.js";

export interface GatewayClientOptions {
  /** `host:port`, `[v6]:port` or `unix:path`. */
  readonly address: string;
  readonly token: string | null;
  /** null or absent: plain text. */
  readonly tls?: ClientTls | null;
}

/** A call that ended with a status other than OK. */
export interface CallFailure {
  readonly code: number;
  /** Such as `UNAVAILABLE`. */
  readonly codeName: string;
  readonly message: string;
  /** The google.rpc details, if there are any that can be read. */
  readonly details: StatusDetails | null;
}

export type Outcome<T> =
  | { readonly ok: true; readonly response: T }
  | { readonly ok: false; readonly failure: CallFailure };

export interface ClientRequest {
  readonly protoId: number;
  /** The serialized FTAPI Request. */
  readonly body: Uint8Array;
  readonly deadlineMs: number;
}

/** A FutuResponse; absent fields have their defaults. */
export interface ClientResponse {
  readonly retType: number;
  readonly retMsg: string;
  readonly protoId: number;
  /** The serialized FTAPI Response. */
  readonly body: Uint8Array;
}

export type ServingStatus = "UNKNOWN" | "SERVING" | "NOT_SERVING" | "SERVICE_UNKNOWN";

const SERVING_STATUSES: readonly ServingStatus[] = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];
const REQUEST_PATH = "/futu.service.FutuOpenD/Request";
const HEALTH_PATH = "/grpc.health.v1.Health/Check";

/** A client of one gateway, for the command line and for tests. */
export class GatewayClient {
  readonly #client: Client;
  readonly #metadata = new Metadata();

  constructor(options: GatewayClientOptions) {
    // OpenD's answers may pass the 4 MiB that a client takes by default.
    this.#client = new Client(options.address, channelCredentials(options.tls), {
      "grpc.max_receive_message_length": -1,
    });
    if (options.token !== null) this.#metadata.set("authorization", `Bearer ${options.token}`);
  }

  /** `FutuOpenD.Request`. */
  request({ protoId, body, deadlineMs }: ClientRequest): Promise<Outcome<ClientResponse>> {
    return this.#unary(
      REQUEST_PATH,
      FutuRequest.encode({ proto_id: protoId, body }).finish(),
      deadlineMs,
      readResponse,
    );
  }

  /** `grpc.health.v1.Health.Check`; an empty name stands for the server as a whole. */
  health(service: string, deadlineMs: number): Promise<Outcome<ServingStatus>> {
    const request = service === "" ? new Uint8Array() : new BinaryWriter().uint32(10).string(service).finish();
    return this.#unary(HEALTH_PATH, request, deadlineMs, readServingStatus);
  }

  close(): void {
    this.#client.close();
  }

  #unary<T>(path: string, request: Uint8Array, deadlineMs: number, decode: (bytes: Buffer) => T): Promise<Outcome<T>> {
    return new Promise((resolve) => {
      this.#client.makeUnaryRequest<Uint8Array, T>(
        path,
        (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        decode,
        request,
        this.#metadata,
        { deadline: Date.now() + deadlineMs },
        (error, response) => resolve(error === null ? present(response) : { ok: false, failure: toFailure(error) }),
      );
    });
  }
}

function present<T>(response: T | undefined): Outcome<T> {
  if (response !== undefined) return { ok: true, response };
  const message = "the gateway sent no message";
  return { ok: false, failure: { code: status.INTERNAL, codeName: "INTERNAL", message, details: null } };
}

/** What a gRPC error tells. */
export function toFailure(error: ServiceError): CallFailure {
  return {
    code: error.code,
    codeName: status[error.code] ?? String(error.code),
    message: error.details,
    details: readDetails(error.metadata),
  };
}

/** Details are a courtesy: a call's failure must not become another one because they are broken. */
function readDetails(metadata: Metadata): StatusDetails | null {
  const [bytes] = metadata.get(STATUS_DETAILS_KEY);
  if (!Buffer.isBuffer(bytes)) return null;
  try {
    return decodeStatusDetails(bytes);
  } catch {
    return null;
  }
}

function readResponse(bytes: Uint8Array): ClientResponse {
  const { ret_type = 0, ret_msg = "", proto_id = 0, body = new Uint8Array() } = FutuResponse.decode(bytes);
  return { retType: ret_type, retMsg: ret_msg, protoId: proto_id, body };
}

/** HealthCheckResponse {status #1: enum}. */
function readServingStatus(bytes: Uint8Array): ServingStatus {
  const reader = new BinaryReader(bytes);
  let number = 0;
  while (reader.pos < reader.len) {
    const [fieldNumber, wireType] = reader.tag();
    if (fieldNumber === 1) number = reader.int32();
    else reader.skip(wireType);
  }
  return SERVING_STATUSES[number] ?? "UNKNOWN";
}
