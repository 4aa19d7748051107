import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { ServiceError } from "@grpc/grpc-js";
import { Request as AccountsRequest, Response as AccountsResponse } from "../generated/ts/Trd_GetAccList.js";
import { Request as FundsRequest } from "../generated/ts/Trd_GetFunds.js";
import { Request as OrdersRequest } from "../generated/ts/Trd_GetOrderList.js";
import { Request as PlaceRequest } from "../generated/ts/Trd_PlaceOrder.js";
import { Request as PushRequest } from "../generated/ts/Trd_SubAccPush.js";
import { KEY_SCOPES } from "../src/auth/scopes.js";
import { commands } from "../src/catalog/catalog.js";
import { detailsOf, type FutuClient, type Outcome } from "../src/grpc/testing/futu-client.js";
import { Simulator } from "../src/simulator/simulator.js";
import { ACCOUNTS } from "../src/simulator/trade/account-list.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { sampleRequest } from "./support/sample-request.js";
import { Stack } from "./support/stack.js";

/** Simulated: one trades in Hong Kong, the other in the US. */
const OWN = 281756479000000101n;
const OTHER = 281756479000000102n;
/** Nobody's. */
const MISSING = 281756479000000999n;
const HK = 1;
const US = 2;

const header = (accID: bigint, trdMarket = HK) => ({ trdEnv: 0, accID, trdMarket });
const funds = (accID: bigint) =>
  FundsRequest.encode(FundsRequest.fromPartial({ c2s: { header: header(accID) } })).finish();
const place = (accID: bigint, trdMarket: number, code: string) =>
  PlaceRequest.encode(
    PlaceRequest.fromPartial({
      c2s: {
        packetID: {},
        header: header(accID, trdMarket),
        trdSide: 1,
        orderType: 2,
        code,
        qty: 100,
        secMarket: trdMarket,
      },
    }),
  ).finish();

/** What the caller of a failed call gets to see. */
function told({ error }: Outcome): unknown {
  assert.ok(error);
  return [error.code, error.details, detailsOf(error)];
}

/** Holes that the rival's own notes admit (facts: futuopend-rs.md 9), and that are about rights. */
describe("holes of the rival", () => {
  let simulator: Simulator;
  let stack: Stack;
  let all: FutuClient;
  let own: FutuClient;

  before(async () => {
    simulator = new Simulator({ seed: 7, frequencyLimits: false });
    stack = new Stack({
      opend: [await simulator.listen({ host: "127.0.0.1", port: 0 })],
      trading: "real",
      keys: [
        { id: "all" },
        { id: "own-account", accIds: [OWN] },
        { id: "own-card", cardNums: ["0101"] },
        { id: "own-market", markets: ["HK"] },
        { id: "reader", scopes: ["qot:read"] },
        { id: "nothing-secret", scopes: [] },
      ],
    });
    await stack.start();
    [all, own] = [stack.newClient("all"), stack.newClient("own-account")];
  });
  after(async () => {
    await stack.stop();
    await simulator.close();
  });

  it("second surface: Request, SubscribePush and replays keep to the same accounts", async () => {
    const named = { control_events: true, filters: [{ accounts: [OTHER] }] };
    const registered = { control_events: true, subscribe: true, filters: [{ accounts: [OTHER] }] };
    const resumed = { ...named, resume_after: { epoch: stack.gateway.record.epoch, position: 0n } };
    for (const request of [named, registered, resumed]) {
      const failure = await new PushSubscriber(own, request).end();
      assert.deepEqual([failure?.code, failure?.details], [7, "forbidden"]);
    }
    assert.equal((await own.request(2101, funds(OTHER))).error?.details, "forbidden");
    const list = PushRequest.encode({ c2s: { accIDList: [OTHER] } }).finish();
    assert.equal((await own.request(2008, list)).error?.details, "forbidden");
    assert.equal((await own.request(2202, place(OTHER, US, "AAPL"))).error?.details, "forbidden");
    const orders = OrdersRequest.encode(OrdersRequest.fromPartial({ c2s: { header: header(OTHER, US) } })).finish();
    assert.equal((await own.request(2201, orders)).error?.details, "forbidden");
    // The same through each for the own account.
    assert.equal((await own.request(2101, funds(OWN))).error, null);
    const stream = new PushSubscriber(own, { ...registered, filters: [{ accounts: [OWN] }] });
    await stream.accepted();
    await stream.cancel();
  });

  it("account leak in 2001: a key sees its own accounts alone, named by id or by card", async () => {
    const c2s = { userID: 0n, trdCategory: 0, needGeneralSecAccount: true };
    const body = AccountsRequest.encode(AccountsRequest.fromPartial({ c2s })).finish();
    const accounts = async (client: FutuClient) => {
      const { response } = await client.request(2001, body);
      return AccountsResponse.decode(response?.body ?? new Uint8Array()).s2c?.accList.map(({ accID }) => accID);
    };
    assert.deepEqual(
      await accounts(all),
      ACCOUNTS.map(({ accId }) => accId),
    );
    assert.deepEqual(await accounts(own), [OWN]);
    const card = stack.newClient("own-card");
    // The first call finds out which account it is.
    await card.request(2101, funds(OWN));
    await card.request(2001, body);
    assert.deepEqual(await accounts(card), [OWN]);
    assert.equal((await card.request(2101, funds(OWN))).error, null);
    assert.equal((await card.request(2101, funds(OTHER))).error?.details, "forbidden");
  });

  it("account leak in pushes: orders reach the keys of their account and market alone, live and replayed", async () => {
    const everything = { control_events: true, filters: [{ event_types: ["trade"] }] };
    const names = ["all", "own-account", "own-card", "own-market"] as const;
    const streams = names.map((name) => new PushSubscriber(stack.newClient(name), everything));
    const reader = new PushSubscriber(stack.newClient("reader"), { control_events: true });
    const compat = new PushSubscriber(own);
    await Promise.all([...streams, reader].map((stream) => stream.accepted()));
    const list = PushRequest.encode({ c2s: { accIDList: [OWN, OTHER] } }).finish();
    for (const [protoId, body] of [
      [2008, list],
      [2202, place(OTHER, US, "AAPL")],
      [2202, place(OWN, HK, "00700")],
    ] as const) {
      const { response, error } = await all.request(protoId, body);
      assert.deepEqual([error?.details, response?.ret_msg ?? "", response?.ret_type ?? 0], [undefined, "", 0]);
    }

    const of = (stream: PushSubscriber, accId: bigint) =>
      stream.trades.filter((event) => event.acc_id === accId).length;
    for (const stream of [...streams, compat]) await stream.until("its own order", () => of(stream, OWN) > 0);
    const [seesAll, ...others] = streams;
    assert.ok(seesAll !== undefined && of(seesAll, OTHER) > 0);
    for (const stream of [...others, compat]) assert.equal(of(stream, OTHER), 0);
    assert.equal(reader.trades.length, 0);

    const resume_after = { epoch: stack.gateway.record.epoch, position: 0n };
    const replays = names.map((name) => new PushSubscriber(stack.newClient(name), { ...everything, resume_after }));
    for (const stream of replays) await stream.until("its replayed order", () => of(stream, OWN) > 0);
    assert.deepEqual(
      replays.map((stream) => of(stream, OTHER) > 0),
      [true, false, false, false],
    );
    await Promise.all([...streams, ...replays, reader, compat].map((stream) => stream.cancel()));
  });

  it("scope name in the error text: a refusal names no scope, no key and no account", async () => {
    const poor = stack.newClient("nothing-secret");
    for (const command of commands) {
      const { error } = await poor.request(command.protoId, sampleRequest(command));
      if (error === null || command.scope === "none") continue;
      assert.deepEqual([command.name, error.code, error.details], [command.name, 7, "forbidden"]);
      const visible = JSON.stringify([error.details, detailsOf(error), error.metadata.getMap()]);
      for (const scope of [...KEY_SCOPES, "nothing-secret"])
        assert.ok(!visible.includes(scope), `${visible}: ${scope}`);
    }
    const failure = await new PushSubscriber(poor).end();
    assert.deepEqual([failure?.code, failure?.details], [7, "forbidden"]);
  });

  it("probing by different answers: what is another's and what is not there look the same", async () => {
    const answers = (accID: bigint) =>
      Promise.all([
        own.request(2101, funds(accID)),
        own.request(2202, place(accID, HK, "00700")),
        own.request(2008, PushRequest.encode({ c2s: { accIDList: [accID] } }).finish()),
      ]);
    const [others, missing] = [await answers(OTHER), await answers(MISSING)];
    assert.deepEqual(others.map(told), missing.map(told));
    const streams = [OTHER, MISSING].map((accId) => new PushSubscriber(own, { filters: [{ accounts: [accId] }] }));
    const failures = await Promise.all(streams.map((stream) => stream.end()));
    const [one, another] = failures.map((failure) => told({ error: failure as ServiceError } as Outcome));
    assert.deepEqual(one, another);
    // Nor does an id of the table differ from one that nobody knows.
    const reader = stack.newClient("reader");
    const ids = [await reader.request(2202, funds(OWN)), await reader.request(2203, funds(OWN))].map(({ error }) => [
      error?.code,
      error?.details,
    ]);
    assert.deepEqual(ids[0], ids[1]);
  });
});
