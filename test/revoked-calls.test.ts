import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { afterEach, describe, it } from "node:test";
import { Response as PlaceResponse } from "../generated/ts/Trd_PlaceOrder.js";
import type { KeyJson } from "./support/keys-json.js";
import { type RecordedFrame, RecordingOpend } from "./support/recording-opend.js";
import { refusalOf } from "./support/refusal.js";
import { ServedGateway } from "./support/served-gateway.js";
import { HK_ACCOUNT, placeBody } from "./support/trade-bodies.js";

/** What is looked up first for an order without a price: what one contract is. */
const STATIC_INFO = 3202;
const PLACE = 2202;
const ACCOUNTS = 2001;

const STAYS: KeyJson = { id: "stays", scopes: ["read"] };
const TRADES: KeyJson = { id: "trades", scopes: ["read", "trade:simulate"], max_order_value: 1e9 };

/** What becomes of a key while an order of it waits, and how the call ends. */
const CHANGES: readonly (readonly [string, readonly KeyJson[], string])[] = [
  ["removed", [STAYS], "UNAUTHENTICATED"],
  ["frozen", [STAYS, { ...TRADES, allowed_machines: [] }], "UNAUTHENTICATED"],
  ["left without its scope", [STAYS, { ...TRADES, scopes: ["read"] }], "KEY_CHANGED"],
  ["given a lower limit", [STAYS, { ...TRADES, max_order_value: 1 }], "KEY_CHANGED"],
];

describe("a key that goes while its calls are under way", { timeout: 60_000 }, () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  /** A gateway before an OpenD that keeps silent on these, until the test answers. */
  async function setUp(): Promise<{
    gateway: ServedGateway;
    opend: RecordingOpend;
    asked: (id: number) => Promise<RecordedFrame>;
  }> {
    const waiting: { readonly protoId: number; readonly resolve: (frame: RecordedFrame) => void }[] = [];
    const opend = new RecordingOpend((frame) => {
      for (const { protoId, resolve } of waiting) if (protoId === frame.protoId) resolve(frame);
      return null;
    });
    const { host, port } = await opend.listen();
    closers.push(() => opend.close());
    const flags = { opend: `${host}:${port}`, trading: "simulate", "state-dir": "none" };
    const gateway = await ServedGateway.start({ flags, keys: [STAYS, TRADES] });
    closers.push(() => gateway.stop());
    const asked = (protoId: number): Promise<RecordedFrame> =>
      new Promise((resolve) => waiting.push({ protoId, resolve }));
    return { gateway, opend, asked };
  }

  for (const [what, keys, reason] of CHANGES) {
    it(`sends no order whose value was being looked up when it was ${what}`, async () => {
      const { gateway, opend, asked } = await setUp();
      const lookUp = asked(STATIC_INFO);
      const order = gateway.newClient("trades").request(PLACE, placeBody(HK_ACCOUNT, { price: null }));
      const frame = await lookUp;
      gateway.writeKeys(keys);
      gateway.reload();
      const { error } = await order;
      const { errorInfo } = refusalOf(error).details;
      assert.deepEqual([errorInfo?.reason, errorInfo?.metadata["sent"]], [reason, "false"]);
      opend.reply(frame, Buffer.from([0x08, 0]));
      // What would still go out would be before the answer of this call.
      const later = asked(ACCOUNTS);
      void gateway.newClient("stays").request(ACCOUNTS, Buffer.alloc(0));
      await later;
      assert.deepEqual(
        opend.frames.filter(({ protoId }) => protoId === PLACE),
        [],
      );
    });
  }

  it("gets the answer to an order that was sent", async () => {
    const { gateway, opend, asked } = await setUp();
    const placed = asked(PLACE);
    gateway.writeKeys([STAYS, { ...TRADES, max_order_value: undefined }]);
    gateway.reload();
    await gateway.line("keys.loaded");
    const order = gateway.newClient("trades").request(PLACE, placeBody(HK_ACCOUNT));
    const frame = await placed;
    gateway.writeKeys([STAYS]);
    gateway.reload();
    await gateway.line("keys.loaded", (line) => line["keys"] === 1);
    const header = { trdEnv: 0, accID: HK_ACCOUNT, trdMarket: 1 };
    const reply = PlaceResponse.fromPartial({ retType: 0, s2c: { header, orderID: 7n } });
    opend.reply(frame, Buffer.from(PlaceResponse.encode(reply).finish()));
    const { error, response } = await order;
    assert.deepEqual([error, response?.ret_type ?? 0], [null, 0]);
  });
});
