/**
 * What push streams are held against: a bare grpc-js server, written as its
 * documentation shows it. Without arguments it writes events that are encoded
 * already, as fast as flow control allows; with a pace (events a second, and
 * how many at once) it encodes each event for each of its readers.
 */
import { Buffer } from "node:buffer";
import { Metadata, Server, ServerCredentials, type ServerWritableStream } from "@grpc/grpc-js";
import { PushEvent, SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { pushBody, pushEvent, SUBSCRIBE_PUSH_PATH } from "../push/event.js";
import { paceOf, publishAtPace } from "../push/pace.js";
import { ready } from "./ready.js";

type Call<T> = ServerWritableStream<SubscribePushRequest, T>;

const SEQUENCE_OF_THREE_BYTES = 100_000;

const server = new Server({ "grpc.enable_channelz": 0 });

function serve<T>(serialize: (event: T) => Buffer, handle: (call: Call<T>) => void): void {
  const definition = {
    SubscribePush: {
      path: SUBSCRIBE_PUSH_PATH,
      requestStream: false,
      responseStream: true,
      requestSerialize: (request: SubscribePushRequest) => Buffer.from(SubscribePushRequest.encode(request).finish()),
      requestDeserialize: (bytes: Buffer) => SubscribePushRequest.decode(bytes),
      responseSerialize: serialize,
      responseDeserialize: () => {
        throw new Error("only clients read events");
      },
    },
  } as const;
  server.addService(definition, {
    SubscribePush: (call: Call<T>) => {
      call.sendMetadata(new Metadata());
      handle(call);
    },
  });
}

/** As many encoded events as the reader takes. */
function serveEncoded(): void {
  const event = Buffer.from(PushEvent.encode(pushEvent(pushBody, SEQUENCE_OF_THREE_BYTES, Date.now())).finish());
  serve<Buffer>(
    (bytes) => bytes,
    (call) => {
      let gone = false;
      call.on("cancelled", () => {
        gone = true;
      });
      const write = () => {
        while (!gone && call.write(event));
        if (!gone) call.once("drain", write);
      };
      write();
    },
  );
}

/** One reader that is written to when it takes events, and has those that wait for it. */
class Reader {
  readonly call: Call<PushEvent>;
  private waiting: PushEvent[] = [];
  private blocked = false;
  private sequence = SEQUENCE_OF_THREE_BYTES;

  constructor(call: Call<PushEvent>) {
    this.call = call;
  }

  send(readAtMs: number): void {
    const event = pushEvent(pushBody, this.sequence++, readAtMs);
    if (this.blocked) this.waiting.push(event);
    else this.write(event);
  }

  private write(event: PushEvent): void {
    if (this.call.write(event)) return;
    this.blocked = true;
    this.call.once("drain", () => {
      this.blocked = false;
      const { waiting } = this;
      this.waiting = [];
      for (const next of waiting) {
        if (this.blocked) this.waiting.push(next);
        else this.write(next);
      }
    });
  }
}

function serveEach(): Set<Reader> {
  const readers = new Set<Reader>();
  serve<PushEvent>(
    (event) => Buffer.from(PushEvent.encode(event).finish()),
    (call) => {
      const reader = new Reader(call);
      readers.add(reader);
      call.on("cancelled", () => readers.delete(reader));
    },
  );
  return readers;
}

const pace = paceOf(process.argv.slice(2));
if (pace === null) {
  serveEncoded();
} else {
  const readers = serveEach();
  publishAtPace(pace, (events) => {
    for (let count = 0; count < events; count++) {
      const readAtMs = Date.now();
      for (const reader of readers) reader.send(readAtMs);
    }
  });
}
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  ready(port);
});
