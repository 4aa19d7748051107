import { Buffer } from "node:buffer";
import { ModifyOrderOp } from "../../generated/ts/Trd_Common.js";
import type { KeyScope } from "../../src/auth/scopes.js";
import { commands } from "../../src/catalog/catalog.js";
import { messageType } from "../../src/catalog/schema.js";
import { sampleRequest } from "./sample-request.js";

/**
 * Who may do what, written down a second time: from issue 4, part 2, and the
 * facts (ftapi-protocol.md 4, futuopend-rs.md 3.1), not from the product.
 */
type Needs = "anybody" | "qot:read" | "qot:write" | "acc:read" | "trade" | "trade:unlock" | "admin";

/** How a request names accounts. */
type Names =
  /** None: nothing in it is about an account. */
  | "none"
  /** None, though it is about accounts: what comes back is trimmed (2001), or it is about OpenD as a whole (2005). */
  | "none: trimmed answer"
  | "none: OpenD as a whole"
  | "header"
  | "list";

interface Row {
  readonly needs: Needs;
  readonly names: Names;
  /** What a caller who may use it is told instead of passing. */
  readonly instead?: "NOT_A_REQUEST" | "SESSION_COMMAND" | "answered";
}

const PUSHES_OF_QUOTES = [1003, 3005, 3007, 3009, 3011, 3013, 3015, 3017, 3019, 3261, 3310, 3450, 3451, 3452];
const PUSHES_OF_ACCOUNTS = [2208, 2218];
const ACCOUNT_READS = [2101, 2102, 2111, 2112, 2201, 2211, 2221, 2222, 2223, 2225, 2226];
const TRADES = [2202, 2205, 2227, 2237];

function rowOf(protoId: number): Row {
  if (protoId === 1001) return { needs: "anybody", names: "none", instead: "SESSION_COMMAND" };
  if (protoId === 1004) return { needs: "anybody", names: "none", instead: "answered" };
  if ([1002, 1005, 1007, 1010].includes(protoId)) return { needs: "anybody", names: "none" };
  if ([1006, 1008, 1009].includes(protoId)) return { needs: "admin", names: "none" };
  if (PUSHES_OF_QUOTES.includes(protoId)) return { needs: "qot:read", names: "none", instead: "NOT_A_REQUEST" };
  if (PUSHES_OF_ACCOUNTS.includes(protoId)) return { needs: "acc:read", names: "none", instead: "NOT_A_REQUEST" };
  if ([3214, 3220, 3309, 3454].includes(protoId)) return { needs: "qot:write", names: "none" };
  if (protoId >= 3000 && protoId <= 3999) return { needs: "qot:read", names: "none" };
  if (protoId === 2001) return { needs: "acc:read", names: "none: trimmed answer" };
  if (protoId === 2005) return { needs: "trade:unlock", names: "none: OpenD as a whole" };
  if (protoId === 2008) return { needs: "acc:read", names: "list" };
  if (ACCOUNT_READS.includes(protoId)) return { needs: "acc:read", names: "header" };
  if (TRADES.includes(protoId)) return { needs: "trade", names: "header" };
  throw new Error(`${protoId} is in no row: say what it needs, and how it names accounts`);
}

export const rows: ReadonlyMap<number, Row> = new Map(commands.map(({ protoId }) => [protoId, rowOf(protoId)]));

/** Not in the table of commands. */
export const UNKNOWN_IDS = [0, 2203, 4711, 0xffffffff];

export type Mode = "off" | "simulate" | "real";

/** One call of the table test. */
export interface Case {
  readonly protoId: number;
  readonly what: string;
  readonly body: Buffer;
  readonly trdEnv: 0 | 1;
  readonly accId: bigint;
  readonly op: ModifyOrderOp;
  readonly forAll: boolean;
  readonly broken: boolean;
}

/** Who calls: null is open mode, "nobody" comes without a key. */
export interface CaseCaller {
  readonly name: string;
  readonly scopes: readonly KeyScope[] | "open" | "no key";
  /** The accounts of its list; null: all. */
  readonly accounts: readonly bigint[] | null;
}

export const RIGHT_ACCOUNT = 281_756_473_194_939_999n;
export const WRONG_ACCOUNT = 281_756_473_194_939_998n;

/** What the caller is told; "passed": it goes to OpenD. */
export function expected(call: Case, caller: CaseCaller, mode: Mode): string {
  if (caller.scopes === "no key") return "UNAUTHENTICATED";
  const scopes: readonly string[] =
    caller.scopes === "open" ? ["qot:read", "acc:read", "trade:simulate"] : caller.scopes;
  const has = (scope: string): boolean => scopes.includes(scope);
  const row = rows.get(call.protoId);
  if (row === undefined) return has("trade:real") ? "UNKNOWN_PROTO_ID" : "FORBIDDEN";

  // Before the body.
  const { needs, names, instead } = row;
  if (needs === "trade" && !has("trade:simulate") && !has("trade:real")) return "FORBIDDEN";
  if (needs !== "trade" && needs !== "anybody" && !has(needs)) return "FORBIDDEN";
  if (instead === "NOT_A_REQUEST" || instead === "SESSION_COMMAND") return instead;
  if (call.broken) return "INVALID_BODY";

  // The caller's rights, with the body.
  const environment = call.trdEnv === 0 ? "trade:simulate" : "trade:real";
  if (needs === "trade" && !has(environment)) return "FORBIDDEN";
  if (call.forAll && !has("trade:cancel-all")) return "FORBIDDEN";
  const mayUse = caller.accounts === null || caller.accounts.includes(call.accId);
  if ((names === "header" || names === "list") && !mayUse) return "FORBIDDEN";

  // What this gateway does.
  const reduces = call.protoId === 2205 && REDUCING.includes(call.op);
  if (needs === "trade" && !reduces) {
    if (mode === "off") return "TRADING_OFF";
    if (mode === "simulate" && call.trdEnv === 1) return "TRADING_OFF";
  }
  if (needs === "trade:unlock" && mode !== "real") return "TRADING_OFF";
  return instead ?? "passed";
}

const { ModifyOrderOp_Normal: NORMAL, ModifyOrderOp_Cancel: CANCEL, ModifyOrderOp_Enable: ENABLE } = ModifyOrderOp;
const { ModifyOrderOp_Disable: DISABLE, ModifyOrderOp_Delete: DELETE } = ModifyOrderOp;
const REDUCING: readonly ModifyOrderOp[] = [CANCEL, DISABLE, DELETE];

/** Every command, in every form that rights depend on. */
export function cases(): readonly Case[] {
  const made: Case[] = [];
  for (const protoId of UNKNOWN_IDS) made.push(plainCase(protoId, Buffer.alloc(0)));
  for (const command of commands) {
    const { protoId } = command;
    const row = rowOf(protoId);
    const sample = sampleRequest(command);
    if (row.names === "header") {
      for (const trdEnv of [0, 1] as const) {
        for (const accId of [RIGHT_ACCOUNT, WRONG_ACCOUNT]) made.push(...headerCases(protoId, sample, trdEnv, accId));
      }
    } else if (row.names === "list") {
      for (const accId of [RIGHT_ACCOUNT, WRONG_ACCOUNT]) {
        const body = edited(protoId, sample, (c2s) => Object.assign(c2s, { accIDList: [accId.toString()] }));
        made.push({ ...plainCase(protoId, body), accId, what: `${protoId} of ${accId}` });
      }
    } else {
      made.push(plainCase(protoId, sample));
    }
    if (protoId >= 2000 && protoId < 3000 && command.kind === "request") {
      made.push({ ...plainCase(protoId, Buffer.from([0x0a, 0x05, 0x0a])), broken: true, what: `${protoId}, broken` });
    }
  }
  return made;
}

function plainCase(protoId: number, body: Buffer): Case {
  const what = `${protoId}`;
  return { protoId, what, body, trdEnv: 0, accId: RIGHT_ACCOUNT, op: NORMAL, forAll: false, broken: false };
}

function headerCases(protoId: number, sample: Buffer, trdEnv: 0 | 1, accId: bigint): readonly Case[] {
  const make = (op: ModifyOrderOp, forAll: boolean): Case => {
    const body = edited(protoId, sample, (c2s) => {
      Object.assign(c2s, { header: { trdEnv, accID: accId.toString(), trdMarket: 1 } });
      if (protoId === 2205) Object.assign(c2s, { modifyOrderOp: op, forAll });
    });
    const what = `${protoId} env ${trdEnv} account ${accId} op ${op}${forAll ? " for all" : ""}`;
    return { protoId, what, body, trdEnv, accId, op, forAll, broken: false };
  };
  if (protoId !== 2205) return [make(NORMAL, false)];
  return [
    ...[NORMAL, CANCEL, DISABLE, ENABLE, DELETE].map((op) => make(op, false)),
    ...REDUCING.map((op) => make(op, true)),
  ];
}

function edited(protoId: number, sample: Buffer, edit: (c2s: Record<string, unknown>) => void): Buffer {
  const name = commands.find((command) => command.protoId === protoId)?.requestMessage;
  if (name == null) return sample;
  const type = messageType(name);
  const message = type.toObject(type.decode(sample), { longs: String }) as { c2s: Record<string, unknown> };
  edit(message.c2s);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
}
