import { Buffer } from "node:buffer";
import type { Command } from "../../src/catalog/command.js";
import { messageType } from "../../src/catalog/schema.js";
import { sampleRequest } from "./sample-request.js";
import { HK_ACCOUNT } from "./trade-bodies.js";

type Fields = Readonly<Record<string, unknown>>;

const TENCENT = { market: 1, code: "00700" };
const DAYS = { beginTime: "2025-12-01", endTime: "2025-12-31" };
const BASIC = 1;
const LEGS = [
  { security: TENCENT, qtyRatio: 1, side: 1 },
  { security: { market: 1, code: "09988" }, qtyRatio: 1, side: 1 },
];

/** What a sample needs besides its required fields, by proto_id. */
const FIELDS: ReadonlyMap<number, Fields> = new Map<number, Fields>([
  [2005, { unlock: false, securityFirm: 1 }],
  [2008, { accIDList: [String(HK_ACCOUNT)] }],
  [2101, { currency: 1 }],
  [2111, { orderType: 1, price: 500 }],
  [2112, { orderType: 1, price: 900, qty: 100, comboLegs: LEGS }],
  [2202, { trdSide: 1, orderType: 1, qty: 100, price: 1, secMarket: 1 }],
  [2221, { filterConditions: DAYS }],
  [2222, { filterConditions: DAYS }],
  [2223, { securityList: [TENCENT] }],
  [2227, { orderType: 1, price: 900, qty: 100, comboLegs: LEGS }],
  [3001, { subTypeList: [BASIC], isSubOrUnSub: true }],
  [3002, { subTypeList: [BASIC], isRegOrUnReg: true }],
  [3103, { ...DAYS, rehabType: 0, klType: 2 }],
  [3201, DAYS],
  [3205, { plate: { market: 1, code: "BK1046" } }],
  [3209, { ...DAYS, owner: TENCENT }],
  [3213, { groupName: "Simulator" }],
  [3214, { groupName: "Simulator", op: 1, securityList: [TENCENT] }],
  [3218, { securityList: [{ market: 1, code: "HSImain" }] }],
  [3219, DAYS],
  [3220, { op: 1, type: 1, value: 500 }],
  [3455, { securityList: [TENCENT], subTypeList: [BASIC], isSubOrUnSub: true }],
]);

/** A request of the command that the simulator answers, where it answers any. */
export function acceptedRequest(command: Command): Buffer {
  const sample = sampleRequest(command);
  const fields = FIELDS.get(command.protoId);
  if (command.requestMessage === null || (fields === undefined && !command.tradeHeader)) return sample;
  const type = messageType(command.requestMessage);
  const message = type.toObject(type.decode(sample), { longs: String }) as { readonly c2s: Record<string, unknown> };
  if (command.tradeHeader) message.c2s["header"] = { trdEnv: 0, accID: String(HK_ACCOUNT), trdMarket: 1 };
  Object.assign(message.c2s, fields);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
}
