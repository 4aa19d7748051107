import { Request as RegRequest } from "../../../generated/ts/Qot_RegQotPush.js";
import { Request as SubRequest } from "../../../generated/ts/Qot_Sub.js";
import { type Security, securityKey } from "../../ftapi/routing-key.js";
import { isKlineSubType } from "./attributes.js";
import type { Unit } from "./unit.js";
import type { Step } from "./unit-step.js";

/** How many securities one call names at most. */
export const MAX_SECURITIES = 100;

const PROTO_ID_SUB = 3001;
const PROTO_ID_REG_QOT_PUSH = 3002;

/** Units that one call is about: the cross product of its securities and sub types. */
export interface Batch {
  readonly step: Step;
  readonly units: readonly Unit[];
}

/** Puts units with one step into as few calls as cross products allow. */
export function batches(step: Step, units: readonly Unit[]): readonly Batch[] {
  const bySecurity = new Map<string, Unit[]>();
  for (const unit of units) gather(bySecurity, securityKey(unit.security), unit);
  const bySubTypes = new Map<string, Unit[][]>();
  for (const list of bySecurity.values()) {
    const subTypes = list.map(({ subType }) => subType).sort((one, other) => one - other);
    gather(bySubTypes, subTypes.join(), list);
  }
  return [...bySubTypes.values()].flatMap((securities) =>
    chunks(securities).map((list) => ({ step, units: list.flat() })),
  );
}

function gather<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function chunks<T>(list: readonly T[]): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let start = 0; start < list.length; start += MAX_SECURITIES)
    parts.push(list.slice(start, start + MAX_SECURITIES));
  return parts;
}

/** Two halves of a refused batch, each a cross product again. */
export function halves(units: readonly Unit[]): readonly [readonly Unit[], readonly Unit[]] {
  const securities = new Set(units.map(({ security }) => securityKey(security)));
  const subTypes = new Set(units.map(({ subType }) => subType));
  const left = securities.size > 1 ? half(securities) : half(subTypes);
  const isLeft = ({ security, subType }: Unit): boolean =>
    securities.size > 1 ? left.has(securityKey(security)) : left.has(subType);
  return [units.filter(isLeft), units.filter((unit) => !isLeft(unit))];
}

function half<T>(all: ReadonlySet<T>): ReadonlySet<unknown> {
  return new Set([...all].slice(0, Math.ceil(all.size / 2)));
}

/** The call as OpenD gets it. */
export function batchRequest({ step, units }: Batch): { readonly protoId: number; readonly body: Uint8Array } {
  const { registrations, securityFirm } = step.attributes;
  const subTypeList = [...new Set(units.map(({ subType }) => subType))];
  const kline = subTypeList.some(isKlineSubType);
  const rehabTypes = kline ? [...registrations] : [];
  const common = {
    securityList: distinct(units),
    subTypeList,
    header: securityFirm === undefined ? undefined : { securityFirm },
  };
  if (step.kind === "register" || step.kind === "unregister") {
    const register = step.kind === "register";
    const isFirstPush = register ? step.firstPush : undefined;
    const c2s = { ...common, rehabTypeList: rehabTypes, isRegOrUnReg: register, isFirstPush };
    return { protoId: PROTO_ID_REG_QOT_PUSH, body: RegRequest.encode({ c2s }).finish() };
  }
  return {
    protoId: PROTO_ID_SUB,
    body: SubRequest.encode({ c2s: { ...common, ...subFields(step, rehabTypes) } }).finish(),
  };
}

/** The fields of 3001 beside its lists (facts: ftapi-protocol.md 5.1). */
function subFields(step: Step, regPushRehabTypeList: number[]) {
  const { registrations, session, extendedTime, orderBookDetail } = step.attributes;
  const subscribe = step.kind === "subscribe";
  const pushes = registrations.length > 0;
  return {
    isSubOrUnSub: subscribe,
    // Absent leaves the registration as it is; an unsubscribe ends it too.
    isRegOrUnRegPush: pushes ? subscribe : undefined,
    regPushRehabTypeList,
    isFirstPush: subscribe && pushes ? step.firstPush : undefined,
    isUnsubAll: undefined,
    isSubOrderBookDetail: subscribe && orderBookDetail ? true : undefined,
    extendedTime: subscribe && extendedTime ? true : undefined,
    session: subscribe ? session : undefined,
  };
}

function distinct(units: readonly Unit[]): Security[] {
  const securities = new Map<string, Security>();
  for (const { security } of units) securities.set(securityKey(security), security);
  return [...securities.values()];
}
