import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { commandById, commandByName, commands, nearestRequest } from "./catalog.js";

function row(protoId: number) {
  const command = commandById(protoId);
  assert.ok(command !== undefined, `no row ${protoId}`);
  return command;
}

describe("the table", () => {
  test("has 184 rows: the 183 of the facts and 2237", () => {
    assert.equal(commands.length, 184);
    assert.equal(commands.filter((command) => command.kind === "request").length, 168);
    assert.equal(commands.filter((command) => command.kind === "push").length, 16);
  });

  test("marks what no official source has confirmed", () => {
    const unverified = commands.filter((command) => command.status === "unverified").map((command) => command.protoId);
    assert.deepEqual(unverified, [1009, 2237]);
  });

  test("is in the order of proto_ids, each id and name once", () => {
    const ids = commands.map((command) => command.protoId);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((left, right) => left - right),
    );
    assert.equal(new Set(commands.map((command) => command.name.toLowerCase())).size, commands.length);
  });

  test("holds only the values that its types allow", () => {
    const allowed = {
      category: ["system", "quote_realtime", "quote_pull", "quote_history", "trade_account", "trade_order"],
      kind: ["request", "push"],
      scope: ["none", "qot:read", "qot:write", "acc:read", "trade", "trade:unlock", "admin"],
      effect: ["read", "set", "write", null],
      status: ["active", "withdrawn", "unverified"],
    } as const;
    for (const command of commands) {
      for (const [key, values] of Object.entries(allowed)) {
        const value = command[key as keyof typeof allowed];
        assert.ok((values as readonly unknown[]).includes(value), `${command.name}: ${key} ${value}`);
      }
      assert.ok(command.summary.length > 0 && !/[\n\u3000-\uffff]/.test(command.summary), command.name);
    }
  });

  test("gives every request an effect and no push one", () => {
    for (const command of commands) assert.equal(command.effect === null, command.kind === "push", command.name);
  });

  test("marks what the withdrawn ids are", () => {
    const withdrawn = commands.filter((command) => command.status === "withdrawn").map((command) => command.protoId);
    assert.deepEqual(withdrawn, [3016, 3017, 3100, 3101, 3102, 3200]);
  });

  test("knows what changes state: such a call is never repeated blindly", () => {
    const writes = commands.filter((command) => command.effect === "write").map((command) => command.protoId);
    // 1009 has no known effect, so the worst is taken.
    assert.deepEqual(writes, [1006, 1008, 1009, 2202, 2205, 2227, 2237, 3214, 3220, 3260, 3309, 3454]);
    const sets = commands.filter((command) => command.effect === "set").map((command) => command.protoId);
    assert.deepEqual(sets, [1001, 2005, 2008, 3001, 3002, 3455]);
  });

  test("lets only the trade scopes reach orders", () => {
    for (const protoId of [2202, 2205, 2227, 2237]) assert.equal(row(protoId).scope, "trade");
    assert.equal(row(2005).scope, "trade:unlock");
    for (const command of commands) {
      if (command.category === "trade_order" || command.category === "trade_account") {
        assert.ok(["acc:read", "trade", "trade:unlock"].includes(command.scope), command.name);
      }
    }
  });

  test("names for every limit a positive count, a window and a source", () => {
    for (const { name, limit, kind } of commands) {
      if (limit === null) continue;
      assert.equal(kind, "request", name);
      assert.ok(limit.calls > 0 && limit.windowSeconds > 0 && limit.source !== "", name);
      assert.ok(limit.per === "user" || limit.per === "account", name);
      assert.ok(limit.sharedWith === null || commandById(limit.sharedWith)?.limit !== null, name);
    }
  });

  test("has the order limits that the official pages name", () => {
    const order = row(2202).limit;
    assert.deepEqual([order?.calls, order?.windowSeconds, order?.per, order?.minGapMs], [15, 30, "account", 20]);
    const modify = row(2205).limit;
    assert.deepEqual([modify?.calls, modify?.windowSeconds, modify?.per, modify?.minGapMs], [20, 30, "account", 40]);
    assert.equal(row(2227).limit?.sharedWith, 2202);
    assert.equal(row(2201).limit?.onlyRefreshCache, true);
    assert.equal(row(3103).limit?.onlyFirstPage, true);
    assert.equal(row(3203).limit?.maxItems, 400);
    assert.equal(row(3202).limit, null);
  });

  test("gives an empty body to the commands of the contract", () => {
    const ids = commands.filter((command) => command.emptyBody).map((command) => command.protoId);
    assert.deepEqual(ids, [1002, 1005, 1007, 2001, 3003]);
  });

  test("lets answers be shared only where every caller would read the same", () => {
    const mayShare = ["quote_pull", "quote_history"];
    for (const { name, sharedRead, effect, category, sticky, scope } of commands) {
      if (!sharedRead) continue;
      assert.ok(effect === "read" && !sticky && scope === "qot:read" && mayShare.includes(category), name);
    }
    // What a user has set up himself is read as he left it: quota, watch lists, reminders, indicators, alerts.
    for (const protoId of [3003, 3104, 3213, 3221, 3222, 3259, 3308]) assert.equal(row(protoId).sharedRead, false);
    for (const protoId of [3004, 3012, 2101, 2201, 3446]) assert.equal(row(protoId).sharedRead, false);
    for (const protoId of [3103, 3202, 3203, 3401]) assert.equal(row(protoId).sharedRead, true);
  });

  test("lets answers be kept only of what changes from day to day at most", () => {
    const kept = commands.filter(({ staticDataSeconds }) => staticDataSeconds !== null);
    assert.deepEqual(
      kept.map(({ protoId }) => protoId),
      [3105, 3202, 3204, 3205, 3207, 3216, 3218, 3219, 3224, 3243, 3244, 3245, 3402],
    );
    for (const { name, sharedRead, staticDataSeconds } of kept) {
      assert.ok(sharedRead && (staticDataSeconds ?? 0) > 0 && (staticDataSeconds ?? 0) <= 86_400, name);
    }
  });

  test("says that only the SkillWrap commands have no envelope", () => {
    const ids = commands.filter((command) => !command.envelope).map((command) => command.protoId);
    assert.deepEqual(ids, [3801, 3802, 3803]);
  });
});

describe("looking up", () => {
  test("by id finds the row, or nothing", () => {
    assert.equal(commandById(3004)?.name, "Qot_GetBasicQot");
    for (const unknown of [0, -1, 3005.5, 9999, Number.NaN]) assert.equal(commandById(unknown), undefined);
  });

  test("by name takes any case, with or without the prefix", () => {
    for (const command of commands) {
      for (const name of [command.name, command.name.toUpperCase(), command.name.toLowerCase()]) {
        assert.equal(commandByName(name), command);
      }
      assert.equal(commandByName(command.name.replace(/^(Qot|Trd)_/, "")), command, command.name);
    }
  });

  test("by a name that is none finds nothing", () => {
    for (const unknown of ["", "Qot_", "constructor", "__proto__", "GetBasic", "Qot_Qot_Sub", "3004"]) {
      assert.equal(commandByName(unknown), undefined, unknown);
    }
  });
});

describe("the request that was meant", () => {
  test("by a push is the query for the same thing", () => {
    const meant = {
      1003: "GetGlobalState",
      2208: "Trd_GetOrderList",
      2218: "Trd_GetOrderFillList",
      3005: "Qot_GetBasicQot",
      3007: "Qot_GetKL",
      3009: "Qot_GetRT",
      3011: "Qot_GetTicker",
      3013: "Qot_GetOrderBook",
      3015: "Qot_GetBroker",
      3019: "Qot_GetPriceReminder",
      3261: "Qot_RequestIndicatorCalc",
      3310: "Qot_GetOptionEvent",
      3450: "Qot_GetEventContractOrderBook",
      3451: "Qot_GetEventContractKline",
      3452: "Qot_GetEventContractTicker",
    };
    for (const [protoId, name] of Object.entries(meant)) assert.equal(nearestRequest(Number(protoId))?.name, name);
  });

  test("by an unknown id is the nearest one, if it is near", () => {
    assert.equal(nearestRequest(2200)?.protoId, 2201);
    assert.equal(nearestRequest(3018), undefined);
    assert.equal(nearestRequest(3106)?.protoId, 3105);
    for (const far of [0, 42, 1500, 9999, 2 ** 31]) assert.equal(nearestRequest(far), undefined, `${far}`);
  });

  test("is never one that can't be called: withdrawn, unverified, without messages, a push, or InitConnect", () => {
    for (let protoId = 990; protoId < 3820; protoId++) {
      const meant = nearestRequest(protoId);
      if (meant === undefined) continue;
      assert.equal(meant.kind, "request");
      assert.equal(meant.status, "active");
      assert.notEqual(meant.requestMessage, null);
      assert.notEqual(meant.protoId, 1001);
    }
  });
});
