import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import type { DeepPartial, TrdHeader } from "../generated/ts/Trd_Common.js";
import { Response as UpdateResponse } from "../generated/ts/Trd_UpdateOrder.js";
import { until } from "../src/grpc/testing/until.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { RecordingOpend } from "./support/recording-opend.js";
import { ServedGateway } from "./support/served-gateway.js";
import { HK_ACCOUNT, US_ACCOUNT } from "./support/trade-bodies.js";

const TEST_MS = 60_000;
const EMPTY = Buffer.alloc(0);
const TRADES = { control_events: true, filters: [{ event_types: ["trade"] }] };

/** A hole that the rival's own notes admit (facts: futuopend-rs.md 9): what can't be read goes to everybody. */
describe("holes of the rival, with an OpenD that pushes anything", { timeout: TEST_MS }, () => {
  it("push filter that fails open: an account or market that can't be read is nobody's who is limited", async () => {
    const order = (header: DeepPartial<TrdHeader> | undefined): Buffer =>
      Buffer.from(
        UpdateResponse.encode(UpdateResponse.fromPartial({ retType: 0, s2c: { ...(header && { header }) } })).finish(),
      );
    const good = order({ trdEnv: 0, accID: HK_ACCOUNT, trdMarket: 1 });
    const unreadable = [
      Buffer.from([0x0a, 0x05, 0x0a]),
      order(undefined),
      order({ trdEnv: 0 }),
      order({ trdEnv: 0, accID: HK_ACCOUNT, trdMarket: 0 }),
      order({ trdEnv: 0, accID: HK_ACCOUNT, trdMarket: 4711 }),
      order({ trdEnv: 0, accID: 0n, trdMarket: 1 }),
      // Of two a decoder takes the last.
      Buffer.concat([good, order({ trdEnv: 0, accID: US_ACCOUNT, trdMarket: 2 })]),
    ];
    const recorder = new RecordingOpend(() => null);
    const { port } = await recorder.listen();
    const gateway = await ServedGateway.start({
      keys: [
        { id: "both", scopes: ["read"], allowed_acc_ids: [HK_ACCOUNT], allowed_markets: ["HK"] },
        { id: "own-market", scopes: ["read"], allowed_markets: ["HK"] },
        { id: "all-of-it", scopes: ["read"] },
      ],
      flags: { opend: `127.0.0.1:${port}`, pool: "1" },
    });
    try {
      const streams = ["both", "own-market", "all-of-it"].map(
        (id) => new PushSubscriber(gateway.newClient(id), TRADES),
      );
      await Promise.all(streams.map((stream) => stream.accepted()));
      const [both, market, everything] = streams;
      assert.ok(both && market && everything);
      const pending = gateway.newClient("all-of-it").request(1002, EMPTY);
      await until(() => recorder.frames.length > 0, "a connection to push on");
      const connId = recorder.frames[0]?.connId ?? 0n;
      const mark = order({ trdEnv: 0, accID: HK_ACCOUNT, trdMarket: 1, jpAccType: 1 });
      recorder.push(
        connId,
        [...unreadable, mark].map((body) => ({ protoId: 2208, body })),
      );
      for (const stream of streams) {
        await stream.until("the last push", () => stream.trades.some(({ body }) => mark.equals(body ?? EMPTY)));
      }
      // Who is limited by nothing gets all that there was.
      assert.ok(everything.trades.length > 1);
      assert.deepEqual(
        both.trades.map(({ acc_id }) => acc_id),
        [HK_ACCOUNT],
      );
      const others = market.trades.filter(({ body }) => !mark.equals(body ?? EMPTY));
      assert.deepEqual(
        others.map(({ body }) => Buffer.from(body ?? EMPTY).toString("hex")),
        [order({ trdEnv: 0, accID: 0n, trdMarket: 1 }).toString("hex")],
      );
      await Promise.all(streams.map((stream) => stream.cancel()));
      recorder.cut();
      await pending;
    } finally {
      await gateway.stop();
      await recorder.close();
    }
  });
});
