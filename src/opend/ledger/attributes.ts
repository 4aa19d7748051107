import { Session } from "../../../generated/ts/Common.js";
import { RehabType } from "../../../generated/ts/Qot_Common.js";
import { klSubTypes } from "../../ftapi/routing-key.js";
import type { SubscriptionWant } from "./types.js";

/** Stands for the one registration of data that has no rehab types. */
const NO_REHAB = 0;

/** How a unit is subscribed, or should be. */
export interface Attributes {
  /** Pushes that are registered: the rehab types of a K-line, one 0 for other data; ascending. Empty: no pushes. */
  readonly registrations: readonly number[];
  /** Common.Session; overrides extendedTime (facts: ftapi-protocol.md 5.1). */
  readonly session: number | undefined;
  readonly extendedTime: boolean;
  readonly orderBookDetail: boolean;
  /** QotHeader.securityFirm. */
  readonly securityFirm: number | undefined;
}

export const NO_ATTRIBUTES: Attributes = {
  registrations: [],
  session: undefined,
  extendedTime: false,
  orderBookDetail: false,
  securityFirm: undefined,
};

export function isKlineSubType(subType: number): boolean {
  return klSubTypes.has(subType);
}

/** What one holder asks for. */
export function attributesOf(want: SubscriptionWant): Attributes {
  // NONE is the enum's way to say nothing.
  const session = want.session === Session.Session_NONE ? undefined : want.session;
  return {
    registrations: want.push ? registrationsOf(want.subType, want.rehabTypes) : [],
    session,
    extendedTime: session === undefined && want.extendedTime === true,
    orderBookDetail: want.orderBookDetail === true,
    securityFirm: want.securityFirm,
  };
}

/** No rehab types of a K-line means forward (facts: ftapi-protocol.md 5.1). */
function registrationsOf(subType: number, rehabTypes: readonly number[]): readonly number[] {
  if (!isKlineSubType(subType)) return [NO_REHAB];
  return rehabTypes.length === 0 ? [RehabType.RehabType_Forward] : union([], rehabTypes);
}

/** The least that gives both what they ask for. */
export function merge(one: Attributes, other: Attributes): Attributes {
  const { session, extendedTime } = mergeHours(one, other);
  return {
    registrations: union(one.registrations, other.registrations),
    session,
    extendedTime,
    orderBookDetail: one.orderBookDetail || other.orderBookDetail,
    securityFirm: one.securityFirm ?? other.securityFirm,
  };
}

function mergeHours(one: Attributes, other: Attributes): Pick<Attributes, "session" | "extendedTime"> {
  const wanted = one.session ?? other.session;
  if (wanted === undefined) return { session: undefined, extendedTime: one.extendedTime || other.extendedTime };
  const equal = one.session === undefined || other.session === undefined || one.session === other.session;
  const session = equal ? wanted : Session.Session_ALL;
  // Beside regular hours alone, a wish for extended ones would be lost: the session overrides it.
  const lost = (one.extendedTime || other.extendedTime) && session === Session.Session_RTH;
  return { session: lost ? Session.Session_ALL : session, extendedTime: false };
}

/** Whether `have` gives all that `want` asks for. The firm only says under which right to ask first. */
export function covers(have: Attributes, want: Attributes): boolean {
  return coversSubscription(have, want) && without(want.registrations, have.registrations).length === 0;
}

/** The same, pushes apart. */
export function coversSubscription(have: Attributes, want: Attributes): boolean {
  if (want.orderBookDetail && !have.orderBookDetail) return false;
  if (want.session !== undefined && have.session !== want.session && have.session !== Session.Session_ALL) return false;
  if (!want.extendedTime || have.extendedTime) return true;
  return have.session !== undefined && have.session !== Session.Session_RTH;
}

/** Equal exactly where one call can stand for both. */
export function attributesKey(attributes: Attributes): string {
  const { registrations, session, extendedTime, orderBookDetail, securityFirm } = attributes;
  return `${registrations.join()}/${session ?? ""}/${extendedTime}/${orderBookDetail}/${securityFirm ?? ""}`;
}

/** Both as one ascending list without repeats. */
export function union(one: readonly number[], other: readonly number[]): readonly number[] {
  if (other.length === 0) return one;
  return [...new Set([...one, ...other])].sort((left, right) => left - right);
}

export function without(list: readonly number[], removed: readonly number[]): readonly number[] {
  return list.filter((each) => !removed.includes(each));
}
