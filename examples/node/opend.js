// The gateway's service and the official messages: connections, calls, errors.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { credentials, loadPackageDefinition, Metadata, status } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import protobuf from "protobufjs";

const ADDRESS = process.env.OPEND_GATEWAY_GRPC ?? "127.0.0.1:33333";
const TOKEN = process.env.OPEND_GATEWAY_TOKEN;
const TLS_CA = process.env.TLS_CA;
const CALL_TIMEOUT_MS = 10_000;

const PROTOS = process.env.OPEND_GATEWAY_PROTOS ?? join(import.meta.dirname, "../../proto");
// `longs: String` keeps all digits of 64-bit numbers; a JavaScript number would not.
const { FutuOpenD } = loadPackageDefinition(
  loadSync(join(PROTOS, "futu/service/futu.proto"), {
    keepCase: true,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  }),
).futu.service;
const details = new protobuf.Root().loadSync(
  ["status.proto", "error_details.proto"].map((name) => join(PROTOS, "google/rpc", name)),
  { keepCase: true },
);

/** A message of the official FTAPI, such as `Trd_GetAccList.Response`. */
const official = (() => {
  const folder = join(dirname(createRequire(import.meta.url).resolve("futu-api")), "proto");
  const names = ["Qot_UpdateBasicQot", "Qot_UpdateTicker", "Trd_GetAccList"];
  names.push("Trd_GetOrderList", "Trd_UpdateOrder", "Trd_UpdateOrderFill");
  const root = protobuf.loadSync(names.map((name) => join(folder, `${name}.proto`)));
  return (name) => root.lookupType(name);
})();
export const decode = (name, bytes) => {
  const type = official(`${name}.Response`);
  return type.toObject(type.decode(bytes), { longs: String, defaults: true, arrays: true }).s2c;
};

export const show = (...words) => console.log(...words.filter((word) => word !== ""));

export const metadata = new Metadata();
metadata.set("x-client-id", "watch-node");
if (TOKEN) metadata.set("authorization", `Bearer ${TOKEN}`);

/** Trusts the authorities in the file; without one plain text, as gateways on the same machine are served. */
const channelCredentials = TLS_CA ? credentials.createSsl(readFileSync(TLS_CA)) : credentials.createInsecure();

/**
 * A client with a connection of its own: by default gRPC gives all clients of one
 * address the same. The stream gets one and calls another, because some 1,000 calls
 * that are cancelled in quick succession end their HTTP/2 connection, and every
 * stream on it.
 */
export const connect = () => new FutuOpenD(ADDRESS, channelCredentials, { "grpc.use_local_subchannel_pool": 1 });

export const calls = connect();
const ask = (client, proto_id, body) =>
  new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + CALL_TIMEOUT_MS };
    client.Request({ proto_id, body }, metadata, options, (error, answer) => (error ? reject(error) : resolve(answer)));
  });

/** The trading accounts that the program may see. */
export async function readAccounts(client) {
  // An empty body stands for the command's defaults.
  const answer = await ask(client, 2001, Buffer.alloc(0));
  if (answer.ret_type !== 0) {
    throw Object.assign(new Error(`no account list: ${answer.ret_msg}`), { code: status.UNAVAILABLE });
  }
  return decode("Trd_GetAccList", answer.body).accList;
}

/** What a program does to know where it stands when it cannot know all that happened. */
export async function showOrders(accounts) {
  const type = official("Trd_GetOrderList.Request");
  for (const { trdEnv, accID, trdMarketAuthList } of accounts) {
    for (const trdMarket of trdMarketAuthList) {
      const of = `account=${accID} market=${trdMarket}`;
      try {
        const request = type.fromObject({ c2s: { header: { trdEnv, accID, trdMarket } } });
        const answer = await ask(calls, 2201, type.encode(request).finish());
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

/** The gateway's reason for a status, and the milliseconds it wants to be left alone for. */
export function why(error) {
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
