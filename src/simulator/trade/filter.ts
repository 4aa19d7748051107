import type { TrdFilterConditions } from "../../../generated/ts/Trd_Common.js";
import { Refusal } from "../handler.js";
import { required } from "./checks.js";
import { parseTime } from "./market-time.js";

/** The properties of a row that TrdFilterConditions can ask for. */
export interface FilterRow {
  readonly code: string;
  readonly id: bigint;
  readonly orderIdEx?: string;
  readonly trdMarket: number;
  /** Absent for positions, which times do not apply to. */
  readonly atMs?: number;
}

/** A test for rows; conditions combine with "and", empty lists ask for nothing. */
export function rowFilter(conditions: TrdFilterConditions | undefined, timeZone: string): (row: FilterRow) => boolean {
  if (conditions === undefined) return () => true;
  const codes = new Set(conditions.codeList);
  const ids = new Set(conditions.idList);
  const idExs = new Set(conditions.orderIDExList);
  const market = conditions.filterMarket ?? 0;
  const beginMs = readTime(conditions.beginTime, timeZone, "beginTime");
  const endMs = readTime(conditions.endTime, timeZone, "endTime");
  return (row) =>
    (codes.size === 0 || codes.has(row.code)) &&
    (ids.size === 0 || ids.has(row.id)) &&
    (idExs.size === 0 || (row.orderIdEx !== undefined && idExs.has(row.orderIdEx))) &&
    (market === 0 || market === row.trdMarket) &&
    (row.atMs === undefined || beginMs === undefined || row.atMs >= beginMs) &&
    (row.atMs === undefined || endMs === undefined || row.atMs <= endMs);
}

/** History needs both ends of the time (facts: ftapi-protocol.md 6.4). */
export function requireTimes(conditions: TrdFilterConditions | undefined): TrdFilterConditions {
  const given = required(conditions, "filterConditions");
  required(given.beginTime, "filterConditions.beginTime");
  required(given.endTime, "filterConditions.endTime");
  return given;
}

function readTime(text: string | undefined, timeZone: string, name: string): number | undefined {
  if (text === undefined || text === "") return undefined;
  const atMs = parseTime(timeZone, text, name === "endTime");
  if (atMs === undefined) throw new Refusal(`时间格式错误: ${name}=${text}, 应为YYYY-MM-DD HH:MM:SS`);
  return atMs;
}
