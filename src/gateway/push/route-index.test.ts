import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { PushFilter } from "../../../generated/ts/futu/service/futu.js";
import type { RoutingKey } from "../../ftapi/routing-key.js";
import { checkFilter, matchingNames, type StreamFilter } from "./push-filter.js";
import { eventTypeOf, RouteIndex } from "./route-index.js";

interface Stream {
  readonly filters: readonly StreamFilter[];
  readonly seesAllAccounts: boolean;
}

const stream = (...filters: Parameters<typeof PushFilter.fromPartial>[0][]): Stream => ({
  filters: filters.map((filter) => checkFilter(PushFilter.fromPartial(filter), "filters[0]")),
  seesAllAccounts: true,
});

const tencent: RoutingKey = { security: { market: 1, code: "00700" }, subType: 1 };
const account = (accId: bigint): RoutingKey => ({ account: { trdEnv: 0, accId, trdMarket: 1 } });
const index = () => new RouteIndex<Stream>(() => undefined);

describe("the route index", () => {
  test("holds no stream that is gone, also where a key is silent since", () => {
    const routes = index();
    const quotes = routes.route(3005, tencent);
    const orders = routes.route(2208, account(5n));
    const streams = [stream({}), stream({ securities: ["HK.00700"], accounts: [5n] })];
    for (const each of streams) routes.add(each);
    assert.deepEqual([routes.targets(quotes).length, routes.targets(orders).length], [2, 2]);
    for (const each of streams) routes.remove(each);
    assert.deepEqual([quotes.targets, orders.targets], [null, null]);
    assert.deepEqual([routes.targets(quotes), routes.targets(orders)], [[], []]);
  });

  test("keeps nothing for a key and a stream with one filter but a place in a list", () => {
    const routes = index();
    const [all, named] = [stream({}), stream({ name: "n" })];
    for (const each of [all, named]) routes.add(each);
    const keys = [routes.route(3005, tencent), routes.route(2208, account(5n)), routes.route(1003)];
    const [first, ...others] = keys.map((key) => routes.targets(key));
    assert.deepEqual(
      first?.map((target) => target.stream),
      [all, named],
    );
    for (const targets of others) targets.forEach((target, at) => void assert.equal(target, first?.[at]));
  });

  test("counts the securities and accounts that are named", () => {
    const routes = index();
    const streams = [stream({ securities: ["HK.1", "HK.2"], accounts: [5n] }, { accounts: [5n] }), stream({})];
    for (const each of streams) routes.add(each);
    assert.equal(routes.named, 4);
    for (const each of [...streams, ...streams]) routes.remove(each);
    assert.equal(routes.named, 0);
  });

  test("has one route per key, and none for a key that was forgotten", () => {
    const routes = index();
    const first = routes.route(3005, tencent);
    assert.equal(routes.route(3005, { ...tencent }), first);
    const keys: [number, RoutingKey][] = [
      [3007, { security: { market: 1, code: "00700" }, subType: 6, klType: 2, rehabType: 0 }],
      [3007, { security: { market: 1, code: "00700" }, subType: 6, klType: 2, rehabType: 1 }],
      [3013, { security: { market: 1, code: "00700" }, subType: 2 }],
      [3013, { security: { market: 1, code: "00700" }, subType: 22 }],
      [3019, { security: { market: 1, code: "00700" } }],
      [3310, {}],
      [1003, {}],
      [2208, account(5n)],
      [2218, account(5n)],
    ];
    const all = keys.map(([protoId, key]) => routes.route(protoId, key));
    assert.equal(new Set([first, ...all]).size, 10);
    assert.equal(routes.size, 10);
    assert.deepEqual(routes.forget("1_00700", 6), all.slice(0, 2));
    assert.equal(routes.size, 8);
    assert.notEqual(routes.route(...(keys[0] as [number, RoutingKey])), all[0]);
  });

  test("finds by security, by sub type, by both, by neither", () => {
    const routes = index();
    const streams = [
      stream({ securities: ["HK.00700"], sub_types: [1] }),
      stream({ securities: ["HK.00700"] }),
      stream({ sub_types: [1] }),
      stream({}),
      stream({ securities: ["HK.00700"], sub_types: [2] }),
      stream({ securities: ["HK.00005"] }),
      stream({ sub_types: [2] }),
      stream({ event_types: ["trade", "notify"] }),
    ];
    for (const each of streams) routes.add(each);
    const found = routes.targets(routes.route(3005, tencent)).map((target) => streams.indexOf(target.stream));
    assert.deepEqual(found.sort(), [0, 1, 2, 3]);
  });

  test("gives a stream once, with the names of all its filters that match", () => {
    const routes = index();
    const both = stream(
      { name: "a", sub_types: [1] },
      { name: "b", securities: ["HK.00700"] },
      { name: "c", sub_types: [2] },
    );
    routes.add(both);
    const [target, ...more] = routes.targets(routes.route(3005, tencent));
    assert.deepEqual(more, []);
    assert.deepEqual(target?.filters, matchingNames(both.filters, routes.route(3005, tencent)));
  });

  test("makes the list of a key anew only when a filter near it came or went", () => {
    const routes = index();
    const route = routes.route(3005, tencent);
    routes.add(stream({ securities: ["HK.00700"] }));
    const before = routes.targets(route);
    assert.equal(routes.targets(route), before);
    const elsewhere = stream({ securities: ["HK.00005"] }, { accounts: [5n] });
    routes.add(elsewhere);
    routes.remove(elsewhere);
    assert.equal(routes.targets(route), before);
    const near = stream({ securities: ["HK.00700"] });
    routes.add(near);
    assert.equal(routes.targets(route).length, 2);
    routes.remove(near);
    assert.equal(routes.targets(route).length, 1);
    assert.equal(before.length, 1);
  });

  test("keeps nothing of streams and keys that are gone", () => {
    const routes = index();
    const both = stream({ securities: ["HK.00700", "HK.00005"], accounts: [5n] }, { securities: ["HK.00700"] });
    routes.add(both);
    routes.route(3005, tencent);
    assert.equal(routes.buckets, 3);
    routes.remove(both);
    assert.equal(routes.buckets, 1);
    routes.forget("1_00700", 1);
    assert.equal(routes.buckets, 0);
    assert.equal(routes.size, 0);
  });

  test("forgets the oldest key when a daemon gone wild names too many", () => {
    const evicted: string[] = [];
    const routes = new RouteIndex<Stream>((route) => evicted.push(route.secKey));
    for (let code = 0; code < 50_002; code++)
      routes.route(3005, { security: { market: 1, code: `${code}` }, subType: 1 });
    assert.equal(routes.size, 50_000);
    assert.deepEqual(evicted, ["1_0", "1_1"]);
    assert.equal(routes.buckets, 50_000);
  });

  test("lets no value without key replace another", () => {
    const routes = index();
    assert.equal(routes.route(3005).eventClass, "tick");
    assert.equal(routes.route(3005, tencent).eventClass, "state");
    assert.equal(routes.route(2208).eventClass, "keep");
    assert.equal(routes.route(3261).eventClass, "keep");
  });
});

test("orders and fills are trade events, notices and reminders notify, all else quotes", () => {
  assert.deepEqual([2208, 2218].map(eventTypeOf), ["trade", "trade"]);
  assert.deepEqual([1003, 3019, 3310].map(eventTypeOf), ["notify", "notify", "notify"]);
  assert.deepEqual(
    [3005, 3007, 3009, 3011, 3013, 3015, 3261, 3450, 3451, 3452, 9999].map(eventTypeOf),
    new Array(11).fill("quote"),
  );
});

test("whatever comes and goes, the index finds what asking every filter would", () => {
  const securities = fc.subarray(["HK.1", "HK.2", "US.A"]);
  const filters = fc.record({
    name: fc.constantFrom("", "a", "b"),
    securities,
    sub_types: fc.subarray([1, 2, 6]),
    rehab_types: fc.subarray([0, 1]),
    accounts: fc.subarray([5n, 6n]),
  });
  const streams = fc.array(filters, { minLength: 1, maxLength: 3 }).map((list) => stream(...list));
  const step = fc.record({ add: fc.option(streams), remove: fc.option(fc.nat(10)), key: fc.nat(100) });
  const keys: [number, RoutingKey][] = [];
  for (const code of ["1", "2"]) {
    keys.push(
      [3005, { security: { market: 1, code }, subType: 1 }],
      [3013, { security: { market: 1, code }, subType: 2 }],
    );
    for (const rehabType of [0, 1, 2]) {
      keys.push([3007, { security: { market: 1, code }, subType: 6, klType: 2, rehabType }]);
    }
  }
  keys.push([2208, account(5n)], [2208, account(6n)], [2208, {}], [3005, {}], [1003, {}]);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const routes = index();
      const open: Stream[] = [];
      for (const { add, remove, key } of steps) {
        if (add !== null && !open.includes(add)) {
          open.push(add);
          routes.add(add);
        }
        const gone = remove === null ? undefined : open.splice(remove % (open.length || 1), 1)[0];
        if (gone !== undefined) routes.remove(gone);
        const route = routes.route(...(keys[key % keys.length] as [number, RoutingKey]));
        const wanted = open.filter((each) => matchingNames(each.filters, route) !== undefined);
        const targets = routes.targets(route);
        assert.deepEqual(new Set(targets.map((target) => target.stream)), new Set(wanted));
        assert.equal(targets.length, wanted.length);
        assert.deepEqual(new Set(routes.streamsOf(route)), new Set(wanted));
      }
      for (const each of open) routes.remove(each);
      assert.equal(routes.targets(routes.route(3005, tencent)).length, 0);
    }),
  );
});
