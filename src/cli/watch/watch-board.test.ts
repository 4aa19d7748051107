import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { beforeEach, describe, it } from "node:test";
import { PushEvent, PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { Response as UpdateKL } from "../../../generated/ts/Qot_UpdateKL.js";
import { Response as UpdateTicker } from "../../../generated/ts/Qot_UpdateTicker.js";
import { Response as UpdateOrder } from "../../../generated/ts/Trd_UpdateOrder.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import type { QuoteRow } from "./quote-row.js";
import { tableView } from "./table-view.js";
import { bookEvent, controlEvent, quoteEvent, SEC_KEY, SECURITY } from "./testing/events.js";
import { WatchBoard } from "./watch-board.js";

const BIG = { columns: 120, rows: 40 };

describe("the board of watch", () => {
  let clock: FakeClock;
  let board: WatchBoard;
  const row = (): QuoteRow => board.rows[0] ?? assert.fail("no row");
  const view = (size = BIG): string[] => tableView(board, "g:1", clock.now(), size);
  const texts = (): string[] => board.lines.map(({ text }) => text);

  beforeEach(() => {
    clock = new FakeClock();
    board = new WatchBoard(
      [
        { secKey: SEC_KEY, label: "HK.00700" },
        { secKey: "11_AAPL", label: "US.AAPL" },
      ],
      clock,
    );
    board.notice({ type: "live", again: false });
  });

  it("shows last price, change, volume, bid, ask, age and gaps", () => {
    board.take(
      quoteEvent({ curPrice: 350.2, lastClosePrice: 340, volume: 1_234_567n }, { sequence: 1n, conflated: 2 }),
    );
    board.take(bookEvent([350, 349.8], [350.4]));
    board.take(bookEvent([1], [2], 22));
    clock.advance(12_500);
    assert.deepEqual(
      view().map((line) => line.split(/ {2,}/)),
      [
        ["g:1", "OpenD ready", "0.0 events/s", "sequence 1", "merged 2", "dropped 0", "last message 12s"],
        [""],
        ["SECURITY", "LAST", "CHANGE", "VOLUME", "BID", "ASK", "AGE", "GAPS"],
        ["HK.00700", "350.200", "+3.00%", "1,234,567", "350.000", "350.400", "12s", "0"],
        ["US.AAPL", "-", "-", "-", "-", "-", "-", "0"],
      ],
    );
  });

  it("takes the price of the newest event, whatever it is", () => {
    const tick = UpdateTicker.encode(
      UpdateTicker.fromPartial({ retType: 0, s2c: { security: SECURITY, tickerList: [{ price: 1 }, { price: 2 }] } }),
    ).finish();
    const tickEvent = PushEvent.fromPartial({ proto_id: 3011, sec_key: SEC_KEY, event_type: "quote", body: tick });
    board.take(quoteEvent({ curPrice: 5, lastClosePrice: 4 }));
    board.take(tickEvent);
    assert.equal(row().quote.last, 2);
    board.take(tickEvent);
    board.take(quoteEvent({ curPrice: 6, lastClosePrice: 4 }));
    assert.deepEqual([row().quote.last, row().quote.lastClose], [6, 4]);
  });

  it("takes a bar's close only where the quote itself is not watched", () => {
    const body = UpdateKL.encode(
      UpdateKL.fromPartial({ s2c: { security: SECURITY, klList: [{ closePrice: 9 }, { closePrice: 10 }] } }),
    ).finish();
    const bar = PushEvent.fromPartial({ proto_id: 3007, sec_key: SEC_KEY, sub_type: 11, event_type: "quote", body });
    board.take(bar);
    assert.equal(row().quote.last, 10);
    board.take(quoteEvent({ curPrice: 5 }));
    board.take(bar);
    assert.equal(row().quote.last, 5);
  });

  it("goes on when a body can't be read", () => {
    board.take(quoteEvent({ curPrice: 5 }));
    assert.equal(row().quote.last, 5);
    board.take(quoteEvent({ curPrice: 6 }, { body: Buffer.from("ffff", "hex") }));
    assert.equal(row().quote.last, 5);
  });

  it("counts each interruption once for each security that it may have hit", () => {
    const keys = [
      { sec_key: SEC_KEY, sub_type: 1 },
      { sec_key: SEC_KEY, sub_type: 2 },
    ];
    board.take(controlEvent({ upstream_down: { since: 1n } }));
    assert.equal(board.upstream, "down");
    board.take(controlEvent({ upstream_restored: { possible_gap: true, since: 1n, keys, refused: [] } }));
    assert.equal(board.upstream, "ready");
    assert.deepEqual(
      board.rows.map(({ gaps }) => gaps),
      [1, 0],
    );
    board.take(controlEvent({ upstream_restored: { possible_gap: false, keys: [], refused: [] } }));
    board.take(controlEvent({ gap: { cause: PushGap_Cause.CAUSE_GATEWAY_RESTARTED, keys: [] } }));
    assert.deepEqual(
      board.rows.map(({ gaps }) => gaps),
      [1, 0],
    );
    board.take(controlEvent({ gap: { cause: PushGap_Cause.CAUSE_SLOW_READER, events: 5n, keys: [] } }));
    board.notice({ type: "live", again: true });
    assert.deepEqual(
      board.rows.map(({ gaps }) => gaps),
      [3, 2],
    );
    assert.ok(texts().includes("5 events were dropped, because this program or the network is too slow"));
  });

  it("tells what was refused, and why a stream ends", () => {
    const refused = [{ key: { sec_key: SEC_KEY, sub_type: 1 }, ret_msg: "no quota" }];
    board.take(controlEvent({ upstream_restored: { keys: [], refused } }));
    board.take(controlEvent({ ending: { reason: "SLOW_CONSUMER", position: undefined } }));
    board.notice({ type: "waiting", why: "RESOURCE_EXHAUSTED: slow", delayMs: 1500 });
    assert.deepEqual(texts(), [
      "OpenD is back, nothing is missing",
      "OpenD no longer takes the subscription of HK.00700: no quota",
      "the gateway ends the stream: SLOW_CONSUMER",
      "the stream ended: RESOURCE_EXHAUSTED: slow",
    ]);
    assert.equal(view()[0], "g:1  DOWN, next attempt in 2s  RESOURCE_EXHAUSTED: slow");
    board.notice({ type: "connecting", attempt: 1 });
    assert.equal(view()[0], "g:1  connecting");
  });

  it("shows orders without what would move the cursor", () => {
    const order = { trdSide: 1, code: "00700", qty: 100, price: 350, orderStatus: 11, fillQty: 100 };
    const body = UpdateOrder.encode(
      UpdateOrder.fromPartial({ retType: 0, s2c: { order: { ...order, orderID: 5n, lastErrMsg: "\x1b[2J\nx" } } }),
    ).finish();
    board.take(PushEvent.fromPartial({ proto_id: 2208, event_type: "trade", acc_id: 9n, body, replayed: true }));
    board.take(
      PushEvent.fromPartial({ proto_id: 2218, event_type: "trade", acc_id: 9n, body: Buffer.from("ff", "hex") }),
    );
    assert.deepEqual(texts(), [
      "order 5 Buy 00700 100 @ 350  Filled_All, 100 filled:  [2J x  account 9  (replayed)",
      "Trd_UpdateOrderFill  account 9",
    ]);
  });

  it("keeps to the size of the terminal", () => {
    const many = new WatchBoard(
      Array.from({ length: 50 }, (_, index) => ({ secKey: `1_${index}`, label: `HK.${index}` })),
      clock,
    );
    for (let i = 0; i < 60; i++) many.notice({ type: "waiting", why: "x".repeat(200), delayMs: 1 });
    for (const rows of [3, 5, 8, 12, 24, 100]) {
      const lines = tableView(many, "g:1", clock.now(), { columns: 40, rows });
      assert.ok(lines.length <= rows, `${lines.length} of ${rows}`);
      assert.ok(lines.every((line) => line.length <= 40));
    }
    assert.ok(view({ columns: 40, rows: 24 }).length > 3);
    const lines = tableView(many, "g:1", clock.now(), { columns: 40, rows: 24 });
    assert.ok(
      lines.some((line) => line.startsWith("... and 32 more: make the terminal")),
      lines.join("\n"),
    );
  });

  it("shows the securities of a low terminal, however much happens", () => {
    for (let i = 0; i < 60; i++) board.notice({ type: "waiting", why: "x", delayMs: 1 });
    const lines = view({ columns: 80, rows: 10 });
    for (const { label } of board.rows)
      assert.ok(
        lines.some((line) => line.startsWith(label)),
        lines.join("\n"),
      );
    assert.match(lines.at(-1) ?? "", /the stream ended/);
  });
});
