import { Buffer } from "node:buffer";
import { Client, Metadata, type ServiceError } from "@grpc/grpc-js";
import { PushEvent, SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { type CallFailure, toFailure } from "./client.js";
import { type ClientTls, channelCredentials } from "./client-tls.js";

export interface PushClientOptions {
  /** `host:port`, `[v6]:port` or `unix:path`. */
  readonly address: string;
  readonly token: string | null;
  /** null or absent: plain text. */
  readonly tls?: ClientTls | null;
  /** Goes out as `x-client-id`. */
  readonly clientId: string;
}

export interface PushObserver {
  readonly onEvent: (event: PushEvent) => void;
  /** The stream is over; null stands for status OK. Called once, unless the stream was cancelled. */
  readonly onEnd: (failure: CallFailure | null) => void;
}

/** A stream that was opened. */
export interface PushStreamHandle {
  /** Ends it; its observer is called no more. */
  readonly cancel: () => void;
  /** Reads no more until `resume`: the gateway sees a slow reader. */
  readonly pause: () => void;
  readonly resume: () => void;
}

export type OpenPushStream = (request: SubscribePushRequest, observer: PushObserver) => PushStreamHandle;

const PATH = "/futu.service.FutuOpenD/SubscribePush";
// Under the idle limits of usual proxies; the gateway's heartbeats tell of all the rest.
const KEEPALIVE_TIME_MS = 20_000;
const KEEPALIVE_TIMEOUT_MS = 10_000;

/** Opens streams, each on a connection of its own: one that hangs must not be used again. */
export function pushStreams(options: PushClientOptions): OpenPushStream {
  return (request, observer) => openPushStream(options, request, observer);
}

function openPushStream(
  { address, token, clientId, tls }: PushClientOptions,
  request: SubscribePushRequest,
  { onEvent, onEnd }: PushObserver,
): PushStreamHandle {
  const client = new Client(address, channelCredentials(tls), {
    "grpc.max_receive_message_length": -1,
    "grpc.keepalive_time_ms": KEEPALIVE_TIME_MS,
    "grpc.keepalive_timeout_ms": KEEPALIVE_TIMEOUT_MS,
    "grpc.use_local_subchannel_pool": 1,
  });
  const metadata = new Metadata();
  metadata.set("x-client-id", clientId);
  if (token !== null) metadata.set("authorization", `Bearer ${token}`);

  let over = false;
  let failure: CallFailure | null = null;
  const call = client.makeServerStreamRequest<SubscribePushRequest, PushEvent>(
    PATH,
    (message) => Buffer.from(SubscribePushRequest.encode(message).finish()),
    (bytes) => PushEvent.decode(bytes),
    request,
    metadata,
  );
  call.on("data", (event: PushEvent) => {
    if (!over) onEvent(event);
  });
  // The status comes ahead of events that a paused stream has not taken yet; `end` comes behind them.
  // What grpc-js reports is a ServiceError always; its types say only Error.
  call.on("error", (error) => {
    failure = toFailure(error as ServiceError);
  });
  call.on("end", () => {
    if (over) return;
    over = true;
    client.close();
    onEnd(failure);
  });
  return {
    cancel: () => {
      over = true;
      call.cancel();
      client.close();
    },
    pause: () => void call.pause(),
    resume: () => void call.resume(),
  };
}
