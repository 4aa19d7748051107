// Buys with a limit order on a simulated account, at most once, and watches the order to its end.
//
//     node order.js HK.00700 100 450
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { ask, backoffMs, connect, metadata, run, show, usage } from "./gateway.js";
import { follow, readOrders, showEvent } from "./pushes.js";

// Of a security's name: TrdMarket and TrdSecMarket, which agree in these two.
const MARKETS = { HK: 1, US: 2 };
const SIMULATED = 0;
const BUY = 1;
const LIMIT = 1;
/** OrderStatus from which an order does not move on: failed, filled, cancelled, disabled, deleted. */
const FINAL = new Set([3, 11, 14, 15, 21, 22, 23, 24]);
const PLACE_CALLS = 5;
/** Nobody knows what became of the call, or it may be repeated later. */
const UNSETTLED = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.UNAVAILABLE,
  status.UNKNOWN,
]);

/** Places the order; resolves with its id, and whether that is the answer to an earlier call with this key. */
async function place(calls, c2s, key, signal) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const headers = metadata({ "idempotency-key": key }, { waitForReady: true });
      const { answer, headers: received } = await ask(calls.trade, "PlaceOrder", c2s, { signal, headers });
      const replayed = received.get("x-idempotent-replay").includes("true");
      show("placed", `order=${answer.orderID} key=${key}`, replayed ? "replayed" : "");
      return { id: answer.orderID, replayed };
    } catch (failure) {
      signal.throwIfAborted();
      // OpenD's refusal is an answer, which the same key gets again.
      if (!UNSETTLED.has(failure.code) || failure.byOpend || attempt === PLACE_CALLS) throw failure;
      const waitMs = backoffMs(attempt, failure);
      show("repeat", `in ${(waitMs / 1000).toFixed(2)} s:`, `${failure}`);
      await sleep(waitMs, undefined, { signal });
    }
  }
}

await run(async (args, signal) => {
  const [security = "", qty, price, key = randomUUID()] = args;
  const [prefix, code] = security.split(".", 2);
  const market = MARKETS[prefix];
  if (!market || !code || !(Number(qty) > 0) || !(Number(price) > 0) || args.length > 4) {
    usage("order SECURITY QTY PRICE [KEY], such as order HK.00700 100 450");
  }

  let header;
  function choose(accounts) {
    const account = accounts.find(
      ({ trdEnv, trdMarketAuthList }) => trdEnv === SIMULATED && trdMarketAuthList.includes(market),
    );
    if (!account) throw new Error(`no simulated account for ${security}`);
    if (!header) show(`account=${account.accID} market=${market}`);
    header = { trdEnv: SIMULATED, accID: account.accID, trdMarket: market };
    return [{ name: "orders", event_types: ["trade"], accounts: [account.accID] }];
  }

  const calls = connect();
  const statuses = new Map();
  let placed;
  try {
    for await (const { event, inDoubt } of follow(choose, signal)) {
      showEvent(event);
      const news = event.update === "order" ? [event.order.order] : [];
      let unknown = inDoubt;
      if (inDoubt && !placed) {
        // The stream stands, so that no push of the order is missed. The gateway writes packetID.
        const packetID = { connID: 0, serialNo: 0 };
        const what = { trdSide: BUY, orderType: LIMIT, code, secMarket: market };
        const c2s = { packetID, header, ...what, qty: Number(qty), price: Number(price) };
        placed = await place(calls, c2s, key, signal);
        // The pushes of an order that was placed before may be over.
        unknown = placed.replayed;
      }
      if (unknown) {
        const account = { trdEnv: SIMULATED, accID: header.accID, trdMarketAuthList: [market] };
        news.push(...(await readOrders(calls, [account], signal)));
      }
      for (const { orderID, orderStatus } of news) statuses.set(orderID, orderStatus);
      const state = statuses.get(placed?.id);
      if (FINAL.has(state)) {
        show("done", `order=${placed.id} status=${state}`);
        return;
      }
    }
  } finally {
    calls.close();
  }
});
