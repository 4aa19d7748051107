import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import { Metadata, Server, ServerCredentials, type ServerWritableStream, status } from "@grpc/grpc-js";
import { PushEvent, SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import type { CallFailure } from "./client.js";
import { type PushStreamHandle, pushStreams } from "./push-client.js";
import { encodeStatusDetails, STATUS_DETAILS_KEY } from "./status-details.js";

type Call = ServerWritableStream<Buffer, Buffer>;

const DEADLINE = { timeout: 30_000 };
const same = (bytes: Buffer): Buffer => bytes;
const event = (sequence: bigint): Buffer =>
  Buffer.from(PushEvent.encode(PushEvent.fromPartial({ proto_id: 3005, sequence })).finish());

describe("the client of a push stream", () => {
  const server = new Server();
  let serve: (call: Call) => void;
  let address = "";

  before(async () => {
    const SubscribePush = {
      path: "/futu.service.FutuOpenD/SubscribePush",
      requestStream: false,
      responseStream: true,
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    };
    server.addService({ SubscribePush }, { SubscribePush: (call: Call) => serve(call) });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    address = `127.0.0.1:${port}`;
  });
  after(() => server.forceShutdown());

  interface Ended {
    readonly sequences: readonly (bigint | undefined)[];
    readonly failure: CallFailure | null;
  }
  /** Reads a stream to its end. */
  const read = (onEvent: (handle: PushStreamHandle) => void = () => undefined, to = address): Promise<Ended> =>
    new Promise((resolve) => {
      const sequences: (bigint | undefined)[] = [];
      const open = pushStreams({ address: to, token: "t0ken", clientId: "test" });
      const handle = open(SubscribePushRequest.fromPartial({ subscribe: true }), {
        onEvent: ({ sequence }) => {
          sequences.push(sequence);
          onEvent(handle);
        },
        onEnd: (failure) => resolve({ sequences, failure }),
      });
    });

  it("sends request, token and client id, and hands events over until the status", DEADLINE, async () => {
    let seen: unknown[] = [];
    serve = (call) => {
      const { metadata } = call;
      const { subscribe } = SubscribePushRequest.decode(call.request);
      seen = [subscribe, metadata.get("authorization"), metadata.get("x-client-id")];
      call.write(event(1n));
      call.write(event(2n));
      call.end();
    };
    assert.deepEqual(await read(), { sequences: [1n, 2n], failure: null });
    assert.deepEqual(seen, [true, ["Bearer t0ken"], ["test"]]);
  });

  it("tells why the gateway ended it, after the last event", DEADLINE, async () => {
    const details = {
      code: status.UNAVAILABLE,
      message: "the gateway stops",
      errorInfo: { reason: "DRAINING", domain: "opend-gateway", metadata: {} },
      retryAfterMs: 1500,
    };
    serve = (call) => {
      call.write(event(1n));
      const metadata = new Metadata();
      metadata.set(STATUS_DETAILS_KEY, encodeStatusDetails(details));
      call.emit("error", { code: status.UNAVAILABLE, details: "the gateway stops", metadata });
    };
    const { sequences, failure } = await read();
    assert.deepEqual([sequences, failure?.codeName, failure?.details], [[1n], "UNAVAILABLE", details]);
  });

  it("tells when nobody listens, and when the bytes are no event", DEADLINE, async () => {
    assert.equal((await read(() => undefined, "127.0.0.1:1")).failure?.codeName, "UNAVAILABLE");
    serve = (call) => call.write(Buffer.from("ffff", "hex"));
    assert.equal((await read()).failure?.codeName, "INTERNAL");
  });

  it("is silent once it was cancelled, and the gateway knows", DEADLINE, async () => {
    const cancelled = new Promise<void>((resolve) => {
      serve = (call) => {
        call.on("cancelled", () => resolve());
        for (let i = 1n; i <= 100n; i++) call.write(event(i));
      };
    });
    let events = 0;
    let ends = 0;
    const open = pushStreams({ address, token: null, clientId: "test" });
    const handle = open(SubscribePushRequest.fromPartial({}), {
      onEvent: () => {
        events++;
        handle.cancel();
      },
      onEnd: () => ends++,
    });
    await cancelled;
    assert.deepEqual([events, ends], [1, 0]);
  });

  it("reads nothing while it is paused", DEADLINE, async () => {
    serve = (call) => {
      for (let i = 1n; i <= 20n; i++) call.write(event(i));
      call.end();
    };
    let pauses = 0;
    const { sequences } = await read((handle) => {
      pauses++;
      handle.pause();
      setImmediate(() => handle.resume());
    });
    assert.equal(pauses, 20);
    assert.deepEqual(
      sequences,
      Array.from({ length: 20 }, (_, index) => BigInt(index + 1)),
    );
  });
});
