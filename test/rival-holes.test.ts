import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import type { DeepPartial, PushFilter } from "../generated/ts/futu/service/futu.js";
import { type S2C as AccountList, Response as AccountsResponse } from "../generated/ts/Trd_GetAccList.js";
import { KEY_SCOPES } from "../src/auth/scopes.js";
import { commands } from "../src/catalog/catalog.js";
import { findC2s } from "../src/ftapi/envelope.js";
import { keysServiceDefinition } from "../src/grpc/keys-service.js";
import { limitsServiceDefinition } from "../src/grpc/limits-service.js";
import type { FutuClient } from "../src/grpc/testing/futu-client.js";
import { callWithTokens } from "../src/grpc/testing/raw-tokens.js";
import { Simulator } from "../src/simulator/simulator.js";
import { ACCOUNTS } from "../src/simulator/trade/account-list.js";
import type { KeyJson } from "./support/keys-json.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { comparable, leaks, refusalOf } from "./support/refusal.js";
import { sampleRequest } from "./support/sample-request.js";
import { type LogLine, ServedGateway } from "./support/served-gateway.js";
import {
  accountsBody,
  cancelBody,
  fundsBody,
  HK_ACCOUNT,
  modifyBody,
  NO_ACCOUNT,
  ordersBody,
  placeBody,
  pushesBody,
  US_ACCOUNT,
} from "./support/trade-bodies.js";

const TEST_MS = 60_000;
const YEAR_2020 = "2020-01-01T00:00:00Z";

/** One key for each way to be limited; `own-*` are limited to the account in Hong Kong. */
const KEYS: readonly KeyJson[] = [
  { id: "all-of-it", scopes: KEY_SCOPES },
  { id: "own-account", scopes: ["read", "trade"], allowed_acc_ids: [HK_ACCOUNT] },
  { id: "own-card", scopes: ["read", "trade"], allowed_card_nums: ["0101"] },
  { id: "own-market", scopes: ["read", "trade"], allowed_markets: ["HK"] },
  { id: "quotes-alone", scopes: ["qot:read"] },
  { id: "accounts-alone", scopes: ["acc:read"] },
  { id: "scrapes-alone", scopes: ["metrics:read"] },
  { id: "stale-key", scopes: KEY_SCOPES, expires_at: YEAR_2020 },
  { id: "frozen-key", scopes: KEY_SCOPES, allowed_machines: [] },
  { id: "far-away-key", scopes: KEY_SCOPES, allowed_networks: ["192.0.2.0/24"] },
  { id: "elsewhere-key", scopes: KEY_SCOPES, allowed_machines: ["0".repeat(64)] },
];
const KEY_IDS = KEYS.map(({ id }) => id);

/** What names an account, with the body that does. */
const ACCOUNT_CALLS: readonly (readonly [number, (accId: bigint) => Uint8Array])[] = [
  [2008, pushesBody],
  [2101, fundsBody],
  [2201, ordersBody],
  [2202, placeBody],
  [2205, (accId) => modifyBody(accId, 1n, { qty: 100, price: 1 })],
  [2205, (accId) => cancelBody(accId, 1n)],
];

const TRADES = { control_events: true, filters: [{ event_types: ["trade"] }] };

/** Holes that the rival's own notes admit (facts: futuopend-rs.md 9): who sees what. */
describe("holes of the rival", { timeout: TEST_MS }, () => {
  let simulator: Simulator;
  let gateway: ServedGateway;
  let all: FutuClient;
  let own: FutuClient;

  before(async () => {
    simulator = new Simulator({ seed: 7, frequencyLimits: false });
    const { port } = await simulator.listen({ host: "127.0.0.1", port: 0 });
    gateway = await ServedGateway.start({
      keys: KEYS,
      flags: { opend: `127.0.0.1:${port}`, trading: "real", pacing: "off" },
    });
    all = gateway.newClient("all-of-it");
    own = gateway.newClient("own-account");
    const card = gateway.newClient("own-card");
    // Its first call finds out which account it is.
    await card.request(2101, fundsBody(HK_ACCOUNT));
    await card.request(2001, accountsBody());
  });
  after(async () => {
    await gateway.stop();
    await simulator.close();
  });

  const epochOf = async (client: FutuClient): Promise<bigint> => {
    const stream = new PushSubscriber(client, TRADES);
    await stream.accepted();
    const { epoch = 0n } = stream.position;
    await stream.cancel();
    return epoch;
  };

  it("second surface: whole bodies, s2c bodies, streams and replays keep to the same accounts", async () => {
    const clients = [own, gateway.newClient("own-card")];
    const epoch = await epochOf(own);
    for (const client of clients) {
      for (const [protoId, bodyOf] of ACCOUNT_CALLS) {
        const whole = bodyOf(US_ACCOUNT);
        const { start, end } = findC2s(whole);
        const outcomes = [
          await client.request(protoId, whole),
          await client.request(protoId, whole.subarray(start, end), { metadata: { "x-opend-body": "s2c" } }),
        ];
        for (const { error } of outcomes) assert.deepEqual([error?.code, error?.details], [7, "forbidden"]);
      }
      const named = { control_events: true, filters: [{ accounts: [US_ACCOUNT] }] };
      const resume_after = { epoch, position: 0n };
      for (const request of [named, { ...named, subscribe: true }, { ...named, resume_after }]) {
        const failure = await new PushSubscriber(client, request).end();
        assert.deepEqual([failure?.code, failure?.details], [7, "forbidden"]);
      }
      // Each of them does work for the own account.
      assert.equal((await client.request(2101, fundsBody(HK_ACCOUNT))).error, null);
      const s2c = fundsBody(HK_ACCOUNT);
      const { start, end } = findC2s(s2c);
      const metadata = { "x-opend-body": "s2c" };
      assert.equal((await client.request(2101, s2c.subarray(start, end), { metadata })).error, null);
      const mine = { ...named, filters: [{ accounts: [HK_ACCOUNT] }] };
      for (const request of [mine, { ...mine, subscribe: true }, { ...mine, resume_after }]) {
        const stream = new PushSubscriber(client, request);
        await stream.accepted();
        await stream.cancel();
      }
    }
  });

  it("second surface: what a scope keeps from Request, no stream, service or page gives", async () => {
    const tokenOf = (id: string): string => gateway.keys.token(id);
    const metrics = (headers: Record<string, string>) => fetch(gateway.metricsUrl, { headers });
    for (const id of ["quotes-alone", "accounts-alone", "own-account", "scrapes-alone"]) {
      const listed = await gateway.call(keysServiceDefinition.List, {}, tokenOf(id));
      assert.deepEqual([listed.error?.code, listed.error?.details], [7, "forbidden"], id);
      const revoked = await gateway.call(keysServiceDefinition.Revoke, { id: "all-of-it" }, tokenOf(id));
      assert.deepEqual([revoked.error?.code, revoked.error?.details], [7, "forbidden"], id);
      const page = await metrics({ authorization: `Bearer ${tokenOf(id)}` });
      assert.equal(page.status, id === "scrapes-alone" ? 200 : 403, id);
      // A caller sees its own rules, and nobody else's.
      const limits = await gateway.call(limitsServiceDefinition.Get, {}, tokenOf(id));
      const text = JSON.stringify(limits.response, (_name, value: unknown) =>
        typeof value === "bigint" ? String(value) : value,
      );
      for (const other of KEY_IDS) assert.ok(!text.includes(other), `${id}: ${text}`);
      assert.equal(text.includes(String(HK_ACCOUNT)), id === "own-account");
      assert.ok(!text.includes(String(US_ACCOUNT)));
    }
    assert.equal((await metrics({})).status, 401);
    const page = await (await metrics({ authorization: `Bearer ${tokenOf("scrapes-alone")}` })).text();
    for (const secret of [...KEY_IDS, ...ACCOUNTS.map(({ accId }) => String(accId)), "fc_"]) {
      assert.ok(!page.includes(secret), secret);
    }
    const listed = await gateway.call(keysServiceDefinition.List, {}, tokenOf("all-of-it"));
    assert.deepEqual(listed.response?.keys.map(({ id }) => id).sort(), [...KEY_IDS].sort());
    const answer = JSON.stringify(listed.response, (_name, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    assert.ok(!/[0-9a-f]{64}/.test(answer), "no token, and no hash of one");

    const quotes = gateway.newClient("quotes-alone");
    const accounts = gateway.newClient("accounts-alone");
    const asked: readonly (readonly [FutuClient, DeepPartial<PushFilter>])[] = [
      [quotes, { accounts: [HK_ACCOUNT] }],
      [accounts, { securities: ["HK.00700"], sub_types: [1] }],
      [gateway.newClient("scrapes-alone"), {}],
    ];
    for (const [client, filter] of asked) {
      const failure = await new PushSubscriber(client, { filters: [filter], subscribe: true }).end();
      assert.deepEqual([failure?.code, failure?.details], [7, "forbidden"]);
    }
  });

  it("account leak in 2001: a key sees its own accounts alone, named by id or by card", async () => {
    const accounts = async (client: FutuClient, mode: "whole" | "s2c") => {
      const whole = accountsBody();
      const { start, end } = findC2s(whole);
      const body = mode === "whole" ? whole : whole.subarray(start, end);
      const { response } = await client.request(2001, body, { metadata: { "x-opend-body": mode } });
      assert.ok(response?.body);
      const list = mode === "whole" ? AccountsResponse.decode(response.body).s2c : decodeList(response.body);
      return list?.accList.map(({ accID }) => accID);
    };
    const everybody = ACCOUNTS.map(({ accId }) => accId);
    for (const mode of ["whole", "s2c"] as const) {
      assert.deepEqual(await accounts(all, mode), everybody);
      assert.deepEqual(await accounts(own, mode), [HK_ACCOUNT]);
      assert.deepEqual(await accounts(gateway.newClient("own-card"), mode), [HK_ACCOUNT]);
    }
    // What is trimmed is trimmed from the bytes: nothing of the others is left in them.
    const { response } = await own.request(2001, accountsBody());
    const text = Buffer.from(response?.body ?? []).toString("latin1");
    for (const { accId, cardNum } of ACCOUNTS) assert.equal(text.includes(cardNum), accId === HK_ACCOUNT);
  });

  it("account leak in pushes: trades reach the keys of their account and market alone, live, replayed and in notices", async () => {
    const names = ["all-of-it", "own-account", "own-card", "own-market", "accounts-alone"] as const;
    const sees = new Set(["all-of-it", "accounts-alone"]);
    const streams = names.map((name) => new PushSubscriber(gateway.newClient(name), TRADES));
    const reader = new PushSubscriber(gateway.newClient("quotes-alone"), { control_events: true });
    const compat = new PushSubscriber(own);
    await Promise.all([...streams, reader].map((stream) => stream.accepted()));
    const { epoch = 0n } = streams[0]?.position ?? {};
    for (const [protoId, body] of [
      [2008, pushesBody(HK_ACCOUNT, US_ACCOUNT)],
      [2202, placeBody(US_ACCOUNT, { price: null })],
      [2202, placeBody(HK_ACCOUNT, { price: null })],
    ] as const) {
      const { response, error } = await all.request(protoId, body);
      assert.deepEqual([error?.details, response?.ret_msg ?? "", response?.ret_type ?? 0], [undefined, "", 0]);
    }
    const count = (stream: PushSubscriber, accId: bigint) =>
      stream.trades.filter((event) => event.acc_id === accId).length;
    for (const stream of [...streams, compat]) await stream.until("its own order", () => count(stream, HK_ACCOUNT) > 0);

    const resume_after = { epoch, position: 0n };
    const replays = names.map((name) => new PushSubscriber(gateway.newClient(name), { ...TRADES, resume_after }));
    for (const stream of replays) {
      await stream.until("its replayed order", () => count(stream, HK_ACCOUNT) > 0);
    }
    // A loss makes the gateway say which keys of a stream may miss something.
    simulator.dropConnections();
    for (const stream of [...streams, ...replays]) {
      await stream.until("upstream_restored", () => stream.controls("upstream_restored").length > 0);
    }
    for (const [index, name] of [...names, ...names].entries()) {
      const stream = [...streams, ...replays][index];
      assert.ok(stream);
      if (sees.has(name)) await stream.until("the other's order", () => count(stream, US_ACCOUNT) > 0);
      // By its market a key may not trade there; the account itself is no secret to it.
      else if (name === "own-market") assert.equal(count(stream, US_ACCOUNT), 0);
      else assert.equal(told(stream).includes(String(US_ACCOUNT)), false, name);
    }
    assert.equal(told(compat).includes(String(US_ACCOUNT)), false);
    assert.equal(reader.trades.length, 0);
    assert.equal(/2817564790000001\d\d/.test(told(reader)), false);
    await Promise.all([...streams, ...replays, reader, compat].map((stream) => stream.cancel()));
  });

  it("scope name in the error text: a refusal names no scope, no key and no account", async () => {
    const poor = gateway.newClient("scrapes-alone");
    for (const command of commands) {
      const { error } = await poor.request(command.protoId, sampleRequest(command));
      if (error === null || command.scope === "none") continue;
      const refusal = refusalOf(error);
      assert.deepEqual([command.name, refusal.code, refusal.text], [command.name, 7, "forbidden"]);
      assert.deepEqual(leaks(refusal, KEY_IDS), []);
    }
    const failure = refusalOf(await new PushSubscriber(poor).end());
    assert.deepEqual([failure.code, failure.text, leaks(failure, KEY_IDS)], [7, "forbidden", []]);
  });

  it("probing by different answers: whatever is wrong with a key, the answer is the same", async () => {
    const clients = [
      gateway.newClient(),
      gateway.clientWith(`fc_${"0123456789abcdef".repeat(4)}`),
      ...["stale-key", "frozen-key", "far-away-key", "elsewhere-key"].map((id) => gateway.newClient(id)),
    ];
    const answers: unknown[] = [];
    for (const client of clients) answers.push(comparable(refusalOf((await client.request(1002, EMPTY)).error)));
    const [first] = answers;
    assert.deepEqual((first as { readonly text: string }).text, "unauthenticated");
    for (const answer of answers) assert.deepEqual(answer, first);
  });

  it("two authorization headers: neither of them counts, whichever a proxy before the gateway would look at", async () => {
    const [one, other] = [gateway.keys.token("all-of-it"), gateway.keys.token("quotes-alone")];
    const outcomeOf = async (tokens: readonly string[]): Promise<unknown> => {
      const from = gateway.lines.length;
      await callWithTokens(gateway.port, tokens);
      const ended = ({ event }: LogLine): boolean => event === "call.finished" || event === "call.failed";
      return gateway.lines.slice(from).find(ended)?.["reason"] ?? "answered";
    };
    assert.equal(await outcomeOf([one]), "answered");
    for (const tokens of [
      [one, other],
      [other, one],
      [one, one],
    ]) {
      assert.equal(await outcomeOf(tokens), "UNAUTHENTICATED");
    }
  });

  it("probing by different answers: what is another's and what is not there look the same", async () => {
    for (const [protoId, bodyOf] of ACCOUNT_CALLS) {
      const [others, missing] = [US_ACCOUNT, NO_ACCOUNT].map((accId) => own.request(protoId, bodyOf(accId)));
      const answers = await Promise.all([others, missing]);
      const [one, another] = answers.map((answer) => comparable(refusalOf(answer?.error ?? null)));
      assert.deepEqual(one, another, `${protoId}`);
    }
    const streams = [US_ACCOUNT, NO_ACCOUNT].map(
      (accId) => new PushSubscriber(own, { filters: [{ accounts: [accId] }] }),
    );
    const failures = await Promise.all(streams.map((stream) => stream.end()));
    const [one, another] = failures.map((failure) => comparable(refusalOf(failure)));
    assert.deepEqual(one, another);
    // A foreign account, a scope that is missing, and an id that nobody knows: but for the id they are one answer.
    const quotes = gateway.newClient("quotes-alone");
    const refusals = [
      await own.request(2202, placeBody(US_ACCOUNT)),
      await quotes.request(2202, placeBody(HK_ACCOUNT)),
      await quotes.request(2203, placeBody(HK_ACCOUNT)),
    ];
    const parts = refusals.map(({ error }) => {
      const { code, text, details } = refusalOf(error);
      const { proto_id: _protoId, ...metadata } = details.errorInfo?.metadata ?? {};
      return { code, text, reason: details.errorInfo?.reason, metadata };
    });
    assert.deepEqual(parts[1], parts[0]);
    assert.deepEqual(parts[2], parts[0]);
  });
});

const EMPTY = Buffer.alloc(0);

/** All that a stream was told, as text. */
function told({ events }: PushSubscriber): string {
  return JSON.stringify(events, (_name, value: unknown) =>
    typeof value === "bigint" ? String(value) : Buffer.isBuffer(value) ? value.toString("latin1") : value,
  );
}

function decodeList(s2c: Uint8Array): AccountList | undefined {
  const envelope = Buffer.concat([Buffer.from([0x08, 0x00, 0x22]), varint(s2c.length), s2c]);
  return AccountsResponse.decode(envelope).s2c;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) return Buffer.from(bytes);
  }
}
