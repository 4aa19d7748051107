// Watches a few securities, and the orders of all accounts, through opend-gateway.
//
//     node watch.js HK.00700 US.AAPL
//
// Environment: OPEND_GATEWAY_GRPC (address), OPEND_GATEWAY_TOKEN (a key's token),
// HEARTBEAT_MS (5000 to 120000).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { credentials, loadPackageDefinition, Metadata, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import protobuf from "protobufjs";

const ADDRESS = process.env.OPEND_GATEWAY_GRPC ?? "127.0.0.1:33333";
const TOKEN = process.env.OPEND_GATEWAY_TOKEN;
const HEARTBEAT_MS = Number(process.env.HEARTBEAT_MS ?? 15_000);
// No message for two and a half heartbeats: the connection is dead, whatever TCP believes.
const SILENCE_MS = HEARTBEAT_MS * 2.5;
const CALL_TIMEOUT_MS = 10_000;
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

const PROTOS = process.env.OPEND_GATEWAY_PROTOS ?? join(import.meta.dirname, "../../proto");
// `longs: String` keeps all digits of 64-bit numbers; a JavaScript number would not.
const { FutuOpenD } = loadPackageDefinition(
  loadSync(join(PROTOS, "futu/service/futu.proto"), { keepCase: true, longs: String, enums: String, oneofs: true }),
).futu.service;
const details = new protobuf.Root();
for (const name of ["google/rpc/status.proto", "google/rpc/error_details.proto"]) {
  protobuf.parse(readFileSync(join(PROTOS, name)), details, { keepCase: true });
}

/** A message of the official FTAPI, such as `Trd_GetAccList.Response`. */
const official = (() => {
  const folder = join(dirname(createRequire(import.meta.url).resolve("futu-api")), "proto");
  const names = ["Qot_UpdateBasicQot", "Qot_UpdateTicker", "Trd_GetAccList"];
  names.push("Trd_GetOrderList", "Trd_UpdateOrder", "Trd_UpdateOrderFill");
  const root = protobuf.loadSync(names.map((name) => join(folder, `${name}.proto`)));
  return (name) => root.lookupType(name);
})();
const decode = (name, bytes) => {
  const type = official(`${name}.Response`);
  return type.toObject(type.decode(bytes), { longs: String, defaults: true, arrays: true }).s2c;
};

const show = (...words) => console.log(...words.filter((word) => word !== ""));

const metadata = new Metadata();
metadata.set("x-client-id", "watch-node");
if (TOKEN) metadata.set("authorization", `Bearer ${TOKEN}`);

/**
 * A client with a connection of its own: by default gRPC gives all clients of one
 * address the same. The stream gets one and calls another, because some 1,000 calls
 * that are cancelled in quick succession end their HTTP/2 connection, and every
 * stream on it.
 */
const connect = () => new FutuOpenD(ADDRESS, credentials.createInsecure(), { "grpc.use_local_subchannel_pool": 1 });

const calls = connect();
const stopped = new AbortController();

const ask = (proto_id, body) =>
  new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + CALL_TIMEOUT_MS };
    calls.Request({ proto_id, body }, metadata, options, (error, answer) => (error ? reject(error) : resolve(answer)));
  });

/** All trading accounts of the login. */
async function readAccounts() {
  // An empty body stands for the command's defaults.
  const answer = await ask(2001, Buffer.alloc(0));
  if (answer.ret_type !== 0) throw new Error(`no account list: ${answer.ret_msg}`);
  return decode("Trd_GetAccList", answer.body).accList;
}

/** What a program does to know where it stands when it cannot know all that happened. */
async function showOrders(accounts) {
  const type = official("Trd_GetOrderList.Request");
  for (const { trdEnv, accID, trdMarketAuthList } of accounts) {
    for (const trdMarket of trdMarketAuthList) {
      const of = `account=${accID} market=${trdMarket}`;
      try {
        const request = type.fromObject({ c2s: { header: { trdEnv, accID, trdMarket } } });
        const answer = await ask(2201, type.encode(request).finish());
        if (answer.ret_type !== 0) {
          show("orders", of, answer.ret_msg);
          continue;
        }
        const { orderList } = decode("Trd_GetOrderList", answer.body);
        for (const { orderID, orderStatus } of orderList) {
          show("listed", `account=${accID} order=${orderID} status=${orderStatus}`);
        }
        show("orders", of, `count=${orderList.length}`);
      } catch (error) {
        show("orders", of, error.message);
      }
    }
  }
}

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

/** The gateway's reason for a status, and the milliseconds it wants to be left alone for. */
function why(error) {
  let text = status[error.code] ?? "";
  let waitMs = 0;
  const [bytes] = error.metadata?.get("grpc-status-details-bin") ?? [];
  for (const { type_url, value } of bytes ? details.lookupType("google.rpc.Status").decode(bytes).details : []) {
    const name = type_url.split("/").at(-1);
    if (name === "google.rpc.ErrorInfo") text += ` ${details.lookupType(name).decode(value).reason}`;
    if (name === "google.rpc.RetryInfo") {
      const { seconds, nanos } = details.lookupType(name).decode(value).retry_delay;
      waitMs = Number(seconds) * 1000 + nanos / 1e6;
    }
  }
  return { text: `${text}: ${error.details ?? error.message}`, waitMs };
}

async function watch(securities) {
  let accounts;
  let position;
  for (let attempts = 0; ; attempts += 1) {
    // A new client for each try: a dead connection would stay in the old one.
    const client = connect();
    let silent = false;
    let watchdog;
    let end = { text: "the gateway ended the stream", waitMs: 0 };
    try {
      accounts ??= await readAccounts();
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
