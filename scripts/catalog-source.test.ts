import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import { catalogSource, commandsOf, type EnumImage } from "./catalog-source.js";

type Option = NonNullable<NonNullable<EnumImage["value"][number]["options"]>["[opend.v1.command]"]>;

const unlock: Option = {
  name: "Trd_UnlockTrade",
  category: "CATEGORY_TRADE_ACCOUNT",
  kind: "KIND_REQUEST",
  scope: "SCOPE_TRADE_UNLOCK",
  effect: "EFFECT_SET",
  summary: "Unlock or lock trading",
};

/** The rows that the source text holds. */
function rows(...values: EnumImage["value"]): readonly Command[] {
  const source = catalogSource(commandsOf({ name: "ProtoId", value: values }));
  const start = source.indexOf("= [") + 2;
  return JSON.parse(source.slice(start, source.lastIndexOf(";")));
}

function row(option: Option): Command | undefined {
  return rows({ number: 0 }, { number: 2005, options: { "[opend.v1.command]": option } })[0];
}

test("an option becomes a row, with what it leaves out filled in", () => {
  assert.deepEqual(row(unlock), {
    protoId: 2005,
    name: "Trd_UnlockTrade",
    category: "trade_account",
    kind: "request",
    scope: "trade:unlock",
    effect: "set",
    status: "active",
    limit: null,
    packetId: false,
    tradeHeader: false,
    sticky: false,
    emptyBody: false,
    envelope: true,
    requestMessage: "Trd_UnlockTrade.Request",
    responseMessage: "Trd_UnlockTrade.Response",
    noMessages: null,
    summary: "Unlock or lock trading",
    sharedRead: false,
    staticDataSeconds: null,
    service: null,
  });
});

test("a row says whether its answers may be shared, and for how long they may be kept", () => {
  const read = row({ ...unlock, sharedRead: true, staticData: 3600 });
  assert.deepEqual([read?.sharedRead, read?.staticDataSeconds], [true, 3600]);
});

test("a row names the typed service that has it as a method", () => {
  assert.equal(row({ ...unlock, service: "Account" })?.service, "Account");
});

test("a push has no request message and no effect", () => {
  const { effect: _, ...push } = { ...unlock, kind: "KIND_PUSH" };
  assert.deepEqual([row(push)?.kind, row(push)?.requestMessage, row(push)?.effect], ["push", null, null]);
  assert.equal(row(push)?.responseMessage, "Trd_UnlockTrade.Response");
});

test("messages can be named otherwise, or be absent with a reason", () => {
  const named = row({ ...unlock, requestMessage: "Skill.Req", responseMessage: "Skill.Rsp", noEnvelope: true });
  assert.deepEqual([named?.requestMessage, named?.responseMessage, named?.envelope], ["Skill.Req", "Skill.Rsp", false]);
  const absent = row({ ...unlock, noMessages: "not published" });
  assert.deepEqual(
    [absent?.requestMessage, absent?.responseMessage, absent?.noMessages],
    [null, null, "not published"],
  );
});

test("a limit keeps what it says and has nulls for the rest", () => {
  const limit = { calls: 15, windowSeconds: 30, per: "PER_ACCOUNT", minGapMs: 20, source: "a page" };
  assert.deepEqual(row({ ...unlock, limit })?.limit, {
    calls: 15,
    windowSeconds: 30,
    per: "account",
    minGapMs: 20,
    maxItems: null,
    onlyRefreshCache: false,
    onlyFirstPage: false,
    sharedWith: null,
    note: null,
    source: "a page",
  });
});

test("a value without an option is refused: a row would be lost", () => {
  assert.throws(() => rows({ number: 0 }, { number: 3004 }), /^Error: ProtoId 3004 has no \(command\) option$/);
});

test("the committed table has the form that this code writes", () => {
  const first = commands.find((command) => command.protoId === 2005);
  assert.deepEqual(Object.keys(first ?? {}), Object.keys(row(unlock) ?? {}));
});
