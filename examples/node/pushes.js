// Push.Watch: a stream that comes back, with what was missed; and the order lists, where that cannot be known.
import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { ask, backoffMs, connect, Failure, metadata, show } from "./gateway.js";

const HEARTBEAT_MS = Number(process.env.HEARTBEAT_MS ?? 15_000);
// No message for two and a half heartbeats: the connection is dead, whatever TCP believes.
const SILENCE_MS = HEARTBEAT_MS * 2.5;
// To ask again cannot help after these.
const FATAL = new Set([
  status.FAILED_PRECONDITION,
  status.INVALID_ARGUMENT,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.UNIMPLEMENTED,
]);

/**
 * Events of the filters that `choose` makes of the accounts, until `signal`: a lost stream is opened
 * again. `inDoubt`: trade events may have been missed, so only the order lists say where the program
 * stands. Throws a Failure if to come back is no use.
 */
export async function* follow(choose, signal) {
  // The program's place in the gateway's record of trade events and notices.
  let position;
  for (let attempts = 0; !signal.aborted; attempts += 1) {
    // New connections for each try: a dead one would stay with the old clients.
    const gateway = connect();
    const silence = new AbortController();
    const ended = AbortSignal.any([signal, silence.signal]);
    const watchdog = setTimeout(() => silence.abort(), SILENCE_MS);
    let failure;
    let call;
    try {
      // Each time: what the key may see can have changed. The user's id is of no use any more.
      const listed = await ask(gateway.account, "GetAccList", { userID: 0 }, { signal: ended });
      const accounts = listed.answer.accList;
      const request = {
        filters: choose(accounts),
        subscribe: true,
        snapshot: true,
        heartbeat_interval_ms: HEARTBEAT_MS,
        resume_after: position,
      };
      call = gateway.push.Watch(request, metadata());
      // The loop below gets it; when that has ended, nobody else must be told of the cancellation.
      call.on("error", () => {});
      ended.addEventListener("abort", () => call.cancel());
      if (ended.aborted) call.cancel();
      for await (const event of call) {
        watchdog.refresh();
        const { control } = event;
        // Pushes flow since the stream was accepted, so that nothing falls between the lists and them.
        const first = control?.accepted && !position;
        position = positionAfter(position, event);
        if (control?.heartbeat) attempts = 0;
        yield {
          event,
          accounts,
          inDoubt: Boolean(first || control?.gap || control?.upstream_restored?.possible_gap),
        };
      }
    } catch (error) {
      failure = error instanceof Failure ? error : new Failure(error);
      if (failure.code === undefined) throw error;
    } finally {
      clearTimeout(watchdog);
      call?.cancel();
      gateway.close();
    }
    if (signal.aborted) return;
    let why = failure ?? "the gateway ended the stream";
    if (silence.signal.aborted) why = `nothing came for ${SILENCE_MS / 1000} s`;
    // What OpenD refuses, such as the account list while it logs in, can pass.
    else if (FATAL.has(failure?.code) && !failure.byOpend) throw failure;
    // The record no longer goes back that far: start anew from the order lists.
    else if (failure?.code === status.OUT_OF_RANGE) position = undefined;
    const waitMs = backoffMs(attempts, failure);
    show("reconnect", `in ${(waitMs / 1000).toFixed(2)} s:`, `${why}`);
    await sleep(waitMs, undefined, { signal });
  }
}

function positionAfter(position, { position: moved, control }) {
  if (moved !== "0" && position) return { ...position, position: moved };
  if (control?.accepted && !position) {
    const { epoch, resume_window } = control.accepted;
    return { epoch, position: resume_window?.newest_position ?? "0" };
  }
  return control?.heartbeat?.position ?? position;
}

export function showEvent(event) {
  const { control, sec_key, acc_id } = event;
  if (control) {
    show(control.event, JSON.stringify(control[control.event]));
    return;
  }
  const mark = [
    `sequence=${event.sequence}`,
    ...["position", "conflated", "dropped"]
      .filter((name) => Number(event[name]))
      .map((name) => `${name}=${event[name]}`),
    ...["after_gap", "snapshot", "replayed"].filter((name) => event[name]),
  ].join(" ");
  switch (event.update) {
    case "basic_qot":
      for (const { curPrice, volume } of event.basic_qot.basicQotList) {
        show("quote", sec_key, mark, `last=${curPrice} volume=${volume}`);
      }
      break;
    case "ticker":
      for (const { sequence, price, volume } of event.ticker.tickerList) {
        show("tick", sec_key, mark, `tick=${sequence} price=${price} volume=${volume}`);
      }
      break;
    case "order": {
      const { orderID, orderStatus, fillQty, qty } = event.order.order;
      show("order", `account=${acc_id}`, mark, `order=${orderID} status=${orderStatus} filled=${fillQty}/${qty}`);
      break;
    }
    case "order_fill": {
      const { orderID, price, qty } = event.order_fill.orderFill;
      show("fill", `account=${acc_id}`, mark, `order=${orderID} price=${price} qty=${qty}`);
      break;
    }
    default:
      show("event", `proto_id=${event.proto_id}`, sec_key, mark);
  }
}

/** All orders of the accounts, which it shows. */
export async function readOrders(gateway, accounts, signal) {
  const orders = [];
  for (const { trdEnv, accID, trdMarketAuthList } of accounts) {
    for (const trdMarket of trdMarketAuthList) {
      const of = `account=${accID} market=${trdMarket}`;
      try {
        const header = { trdEnv, accID, trdMarket };
        const { orderList } = (await ask(gateway.trade, "GetOrderList", { header }, { signal })).answer;
        for (const { orderID, orderStatus } of orderList) {
          show("listed", `account=${accID} order=${orderID} status=${orderStatus}`);
        }
        show("orders", of, `count=${orderList.length}`);
        orders.push(...orderList);
      } catch (error) {
        signal.throwIfAborted();
        show("orders", of, `${error}`);
      }
    }
  }
  return orders;
}
