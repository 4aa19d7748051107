import type { Body } from "./body.js";

/** What an example says in place of, or beside, what its message requires, by proto_id: with it the embedded simulator answers. */
export const EXAMPLE_BODIES: Readonly<Record<number, Body>> = {
  1002: { userID: "0" },
  1008: { cmd: "help" },
  2001: { userID: "0" },
  2005: { unlock: true, pwdMD5: "e10adc3949ba59abbe56e057f20f883e", securityFirm: 1 },
  2008: { accIDList: ["281756479000000101"] },
  2101: { currency: 1 },
  2111: { orderType: 1, price: 400, secMarket: 1 },
  2112: { orderType: 1, price: 900, qty: 100, comboLegs: legs() },
  2202: { trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 400, secMarket: 1 },
  2205: { orderID: "1", modifyOrderOp: 1, qty: 200, price: 390 },
  2211: { header: realHeader() },
  2221: { filterConditions: { beginTime: "2026-11-02", endTime: "2026-11-20" } },
  2222: { header: realHeader(), filterConditions: { beginTime: "2026-11-02", endTime: "2026-11-20" } },
  2225: { header: realHeader(), orderIdExList: ["1"] },
  2226: { header: realHeader(), clearingDate: "2026-11-20" },
  2227: { orderType: 1, price: 900, qty: 100, comboLegs: legs() },
  3001: { subTypeList: [1, 4], isSubOrUnSub: true, isRegOrUnRegPush: true },
  3002: { subTypeList: [1], isRegOrUnReg: true },
  3205: { plate: { market: 1, code: "BK1046" } },
  3213: { groupName: "Simulator" },
  3214: { groupName: "Simulator", op: 1 },
  3218: { securityList: [{ market: 1, code: "HSImain" }] },
  3220: { op: 1, type: 1, freq: 1, value: 550 },
  3455: { subTypeList: [1], isSubOrUnSub: true },
};

/** What a reader should know of an example, by proto_id. */
export const EXAMPLE_NOTES: Readonly<Record<number, string>> = {
  2005: "Only where the gateway runs with `--trading real`. The digits are the MD5 of the simulator's password.",
  2205: "The `orderID` is one of those that GetOrderList returns.",
  2211: "OpenD has no fills of simulated accounts: the account is the simulator's real one.",
  2222: "OpenD has no fills of simulated accounts: the account is the simulator's real one.",
  2225: "OpenD has no fees of simulated accounts: the account is the simulator's real one.",
  2226: "OpenD has no cash flow of simulated accounts: the account is the simulator's real one.",
  2237: "The simulator does not know this command, for no official source has it.",
  3213: "The group is the simulator's: name one of your own.",
  3214: "The group is the simulator's: name one of your own.",
};

function legs(): readonly Body[] {
  return ["00700", "09988"].map((code) => ({ security: { market: 1, code }, qtyRatio: 1, side: 1 }));
}

function realHeader(): Body {
  return { trdEnv: 1, accID: "281756479000000201", trdMarket: 1 };
}
