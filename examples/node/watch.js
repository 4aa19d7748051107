// Watches a few securities, and the orders of all accounts, through opend-gateway.
//
//     node watch.js HK.00700 US.AAPL
//
// Environment: OPEND_GATEWAY_GRPC (address), OPEND_GATEWAY_TOKEN (a key's token),
// TLS_CA (file with authorities to trust), HEARTBEAT_MS (5000 to 120000).
import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { calls, connect, decode, metadata, readAccounts, show, showOrders, why } from "./opend.js";

const HEARTBEAT_MS = Number(process.env.HEARTBEAT_MS ?? 15_000);
// No message for two and a half heartbeats: the connection is dead, whatever TCP believes.
const SILENCE_MS = HEARTBEAT_MS * 2.5;
const BACKOFF_MIN_MS = 500;
const BACKOFF_MAX_MS = 30_000;
const BASIC = 1; // Qot_Common.SubType
const TICKER = 4;
// To ask again cannot help after these.
const FATAL = new Set([
  status.FAILED_PRECONDITION,
  status.INVALID_ARGUMENT,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.UNIMPLEMENTED,
]);

const stopped = new AbortController();

function subscription(securities, accounts, position) {
  return {
    filters: [
      { name: "quotes", securities, sub_types: [BASIC, TICKER] },
      { name: "orders", event_types: ["trade"], accounts: accounts.map(({ accID }) => accID) },
      { name: "notices", event_types: ["notify"] },
    ],
    subscribe: true,
    snapshot: true,
    control_events: true,
    heartbeat_interval_ms: HEARTBEAT_MS,
    resume_after: position,
  };
}

function showEvent(event) {
  const { proto_id, sec_key, acc_id, body } = event;
  const mark = [
    `sequence=${event.sequence}`,
    ...["position", "conflated", "dropped"]
      .filter((name) => Number(event[name]))
      .map((name) => `${name}=${event[name]}`),
    ...["after_gap", "snapshot", "replayed"].filter((name) => event[name]),
  ].join(" ");
  if (proto_id === 3005) {
    for (const { curPrice, volume } of decode("Qot_UpdateBasicQot", body).basicQotList) {
      show("quote", sec_key, mark, `last=${curPrice} volume=${volume}`);
    }
  } else if (proto_id === 3011) {
    for (const { sequence, price, volume } of decode("Qot_UpdateTicker", body).tickerList) {
      show("tick", sec_key, mark, `tick=${sequence} price=${price} volume=${volume}`);
    }
  } else if (proto_id === 2208) {
    const { orderID, orderStatus, fillQty, qty } = decode("Trd_UpdateOrder", body).order;
    show("order", `account=${acc_id}`, mark, `order=${orderID} status=${orderStatus} filled=${fillQty}/${qty}`);
  } else if (proto_id === 2218) {
    const { orderID, price, qty } = decode("Trd_UpdateOrderFill", body).orderFill;
    show("fill", `account=${acc_id}`, mark, `order=${orderID} price=${price} qty=${qty}`);
  } else {
    show("event", `proto_id=${proto_id}`, sec_key, mark);
  }
}

/** Where this program is in the gateway's record of trade events and notices. */
function positionAfter(position, { position: moved, control }) {
  if (moved !== "0" && position) return { ...position, position: moved };
  if (control?.accepted && !position) {
    const { epoch, resume_window } = control.accepted;
    return { epoch, position: resume_window?.newest_position ?? "0" };
  }
  return control?.heartbeat?.position ?? position;
}

async function watch(securities) {
  let position;
  for (let attempts = 0; ; attempts += 1) {
    // A new client for each try: a dead connection would stay in the old one.
    const client = connect();
    let silent = false;
    let watchdog;
    let end = { text: "the gateway ended the stream", waitMs: 0 };
    try {
      // Each time: what the key may see can have changed.
      const accounts = await readAccounts(client);
      const call = client.SubscribePush(subscription(securities, accounts, position), metadata);
      stopped.signal.addEventListener("abort", () => call.cancel());
      watchdog = setTimeout(() => {
        silent = true;
        call.cancel();
      }, SILENCE_MS);
      for await (const event of call) {
        watchdog.refresh();
        const { control } = event;
        if (control) show(control.event, JSON.stringify(control[control.event]));
        else showEvent(event);
        // Pushes flow since the stream was accepted, so that nothing falls between the lists and them.
        const unknown = control?.accepted && !position;
        position = positionAfter(position, event);
        if (control?.heartbeat) attempts = 0;
        if (unknown || control?.gap || control?.upstream_restored?.possible_gap) await showOrders(accounts);
      }
    } catch (error) {
      if (stopped.signal.aborted) return;
      if (error.code === undefined) throw error;
      end = why(error);
      if (silent) end = { text: `nothing came for ${SILENCE_MS / 1000} s`, waitMs: 0 };
      else if (FATAL.has(error.code)) throw new Error(end.text, { cause: error });
      // The record no longer goes back that far: start anew from the order lists.
      else if (error.code === status.OUT_OF_RANGE) position = undefined;
    } finally {
      clearTimeout(watchdog);
      client.close();
    }
    // Jitter, so that many clients of one gateway do not come back at the same moment.
    const waitMs = end.waitMs + Math.random() * Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** attempts);
    show("reconnect", `in ${(waitMs / 1000).toFixed(2)} s:`, end.text);
    await sleep(waitMs, undefined, { signal: stopped.signal });
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stopped.abort());
try {
  await watch(process.argv.length > 2 ? process.argv.slice(2) : ["HK.00700", "US.AAPL"]);
} catch (error) {
  if (!stopped.signal.aborted) {
    console.error(error.message);
    process.exitCode = 1;
  }
} finally {
  calls.close();
  if (stopped.signal.aborted) show("stopped");
}
