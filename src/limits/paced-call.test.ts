import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Request as ReferenceRequest } from "../../generated/ts/Qot_GetReference.js";
import { Request as HistoryRequest } from "../../generated/ts/Qot_RequestHistoryKL.js";
import { Request as FundsRequest } from "../../generated/ts/Trd_GetFunds.js";
import { Request as FillsRequest } from "../../generated/ts/Trd_GetOrderFillList.js";
import { Request as OrdersRequest } from "../../generated/ts/Trd_GetOrderList.js";
import { Request as PositionsRequest } from "../../generated/ts/Trd_GetPositionList.js";
import { Request as ModifyRequest } from "../../generated/ts/Trd_ModifyOrder.js";
import { Request as ComboRequest } from "../../generated/ts/Trd_PlaceComboOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { commandById, commands } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { accountOf, countsAgainstLimit } from "./paced-call.js";

const ACC_ID = 2n ** 63n + 7n;
const header = { trdEnv: 0, accID: ACC_ID, trdMarket: 1 };

function command(protoId: number): Command {
  const found = commandById(protoId);
  assert.ok(found);
  return found;
}

const refreshed = {
  2101: (refreshCache?: boolean) => FundsRequest.encode(FundsRequest.fromPartial({ c2s: { header, refreshCache } })),
  2102: (refreshCache?: boolean) =>
    PositionsRequest.encode(PositionsRequest.fromPartial({ c2s: { header, refreshCache } })),
  2201: (refreshCache?: boolean) => OrdersRequest.encode(OrdersRequest.fromPartial({ c2s: { header, refreshCache } })),
  2211: (refreshCache?: boolean) => FillsRequest.encode(FillsRequest.fromPartial({ c2s: { header, refreshCache } })),
};

describe("whether OpenD counts a call", () => {
  it("depends on refreshCache for each command whose limit says so", () => {
    const marked = commands.filter(({ limit }) => limit?.onlyRefreshCache === true).map(({ protoId }) => protoId);
    assert.deepEqual(marked.map(String), Object.keys(refreshed), "each of them has its field here");
    for (const [protoId, encode] of Object.entries(refreshed)) {
      const counts = (value?: boolean) => countsAgainstLimit(command(Number(protoId)), encode(value).finish());
      assert.deepEqual([counts(true), counts(false), counts()], [true, false, false], protoId);
    }
  });

  it("depends on nextReqKey for pages of candles", () => {
    const security = { market: 1, code: "00700" };
    const c2s = { rehabType: 1, klType: 2, security, beginTime: "2026-01-01", endTime: "2026-02-01" };
    const body = (nextReqKey?: Buffer) =>
      HistoryRequest.encode(HistoryRequest.fromPartial({ c2s: { ...c2s, nextReqKey } })).finish();
    assert.equal(countsAgainstLimit(command(3103), body()), true);
    assert.equal(countsAgainstLimit(command(3103), body(Buffer.alloc(0))), true);
    assert.equal(countsAgainstLimit(command(3103), body(Buffer.from("next"))), false);
  });

  it("exempts look-ups of warrants", () => {
    const body = (referenceType: number) =>
      ReferenceRequest.encode(
        ReferenceRequest.fromPartial({ c2s: { security: { market: 1, code: "00700" }, referenceType } }),
      ).finish();
    assert.deepEqual(
      [1, 2].map((type) => countsAgainstLimit(command(3206), body(type))),
      [false, true],
    );
  });

  it("is yes for what can't be read, and no where no limit is known", () => {
    assert.equal(countsAgainstLimit(command(3103), Buffer.from("ff", "hex")), true);
    assert.equal(countsAgainstLimit(command(3203), Buffer.alloc(0)), true);
    assert.equal(countsAgainstLimit(command(3004), Buffer.alloc(0)), false);
  });
});

describe("the account of a call", () => {
  it("is read where each command has it", () => {
    const packetID = { connID: 1n, serialNo: 1 };
    const bodies: readonly [number, Uint8Array][] = [
      ...Object.entries(refreshed).map(([id, encode]): [number, Uint8Array] => [Number(id), encode(true).finish()]),
      [2202, PlaceRequest.encode(PlaceRequest.fromPartial({ c2s: { packetID, header } })).finish()],
      [2205, ModifyRequest.encode(ModifyRequest.fromPartial({ c2s: { packetID, header } })).finish()],
      [2227, ComboRequest.encode(ComboRequest.fromPartial({ c2s: { packetID, header } })).finish()],
    ];
    for (const [protoId, body] of bodies) assert.equal(accountOf(command(protoId), body), ACC_ID, `${protoId}`);
  });

  it("is none in what can't be read", () => {
    assert.equal(accountOf(command(2202), Buffer.from("0aff", "hex")), null);
    assert.equal(accountOf(command(2202), Buffer.alloc(0)), null);
  });
});
