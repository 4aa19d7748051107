import { TrdMarket } from "../../generated/ts/Trd_Common.js";
import { suggest, suggestion } from "../config/suggest.js";
import { formatSecurity, readSecurityText } from "../ftapi/security-text.js";
import type { ApiKey, HoursWindow, OrderRules } from "./api-key.js";
import { type ExactJson, type ExactObject, isObject } from "./exact-json.js";
import { KEY_FIELDS, LIMIT_FIELDS, readsLikeALimit } from "./key-fields.js";
import { shown } from "./keys-problem.js";
import { rangeProblem } from "./network.js";
import { kind, RecordFields } from "./record-fields.js";
import { KEY_SCOPES, type KeyScope, SCOPE_ALIASES, scopeSet } from "./scopes.js";

export interface RecordOptions {
  /** IANA name: hours windows without a zone are in it, as the rival's are in its server's. Default: this process's. */
  readonly localTimeZone?: string;
}

export const SIDES = ["BUY", "SELL", "SELL_SHORT", "BUY_BACK"] as const;

const MARKETS = Object.keys(TrdMarket)
  .filter((name) => name.startsWith("TrdMarket_") && name !== "TrdMarket_Unknown")
  .map((name) => name.slice("TrdMarket_".length));
const MARKET_BY_LOWER_CASE: ReadonlyMap<string, string> = new Map(MARKETS.map((name) => [name.toLowerCase(), name]));

const SHA256 = /^[0-9a-f]{64}$/;
const WINDOW = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const MAX_ID_CHARS = 128;

type Wrong = { readonly problem: string };

/**
 * Reads one record of the keys file (facts: futuopend-rs.md 3.2), its limits nested or flat.
 * Each problem is added to `problems`, with the path of the field; the key is no good then.
 */
export function readKeyRecord(
  path: string,
  record: ExactObject,
  options: RecordOptions,
  problems: string[],
): ApiKey | null {
  const before = problems.length;
  const fields = new RecordFields(record, (name) => `${path}.${name}`, problems);
  refuseUnknown(fields);
  const limits = new RecordFields(
    mergedLimits(fields),
    (name) => (record.get(name) == null ? `${path}.limits.${name}` : `${path}.${name}`),
    problems,
  );
  const id = readId(fields);
  const accIds = limits.accIds("allowed_acc_ids");
  const cards = limits.texts("allowed_card_nums", "card numbers", (text) =>
    /^\d{4,20}$/.test(text)
      ? text
      : { problem: `${shown(text)} is no card number: write all its digits or the last 4` },
  );
  const key: ApiKey = {
    id: id ?? "",
    hashes: readHashes(fields),
    scopes: scopeSet(readScopes(fields)),
    // Empty is no limit for the rival, here and with sides; elsewhere it does not say.
    accIds: accIds === null || accIds.length === 0 ? null : new Set(accIds),
    cardNums: nonEmpty(limits, "allowed_card_nums", cards),
    orders: readRules(limits, options),
    binding: readBinding(fields),
    profile: fields.text("profile"),
    expiresAtMs: fields.time("expires_at"),
    createdAtMs: fields.time("created_at"),
    note: fields.text("note") ?? "",
  };
  return problems.length === before ? key : null;
}

/** SHA-256 in hex, with or without `sha256:`; null for other texts. */
export function parseSha256(text: string): string | null {
  const hex = text.replace(/^sha256:/, "").toLowerCase();
  return SHA256.test(hex) ? hex : null;
}

export function idProblem(id: string): string | null {
  const isGood = id !== "" && id.length <= MAX_ID_CHARS && id.isWellFormed() && !/\p{Cc}/u.test(id) && id.trim() === id;
  return isGood ? null : `must have 1 to ${MAX_ID_CHARS} characters, no control characters and no outer spaces`;
}

function readId(fields: RecordFields): string | null {
  const id = fields.text("id");
  if (id === null)
    return fields.value("id") === undefined ? fields.problem("id", "is missing; give the key a name") : null;
  const problem = idProblem(id);
  return problem === null ? id : fields.problem("id", problem);
}

function readHashes(fields: RecordFields): ApiKey["hashes"] {
  const current = readHash(fields, "hash");
  if (fields.value("hash") === undefined) fields.problem("hash", "is missing; it is the SHA-256 of the token in hex");
  const previous = readHash(fields, "previous_hash");
  const expiresAtMs = fields.time("previous_expires_at");
  const hasHash = fields.value("previous_hash") !== undefined;
  if (hasHash !== (fields.value("previous_expires_at") !== undefined)) {
    const missing = hasHash ? "previous_expires_at" : "previous_hash";
    fields.problem(missing, "is missing; previous_hash and previous_expires_at stand together, or neither is there");
  }
  const hashes = current === null ? [] : [{ sha256: current, expiresAtMs: null }];
  if (previous === null || expiresAtMs === null) return hashes;
  if (previous === current) fields.problem("previous_hash", "is the same as hash; leave it out");
  return [...hashes, { sha256: previous, expiresAtMs }];
}

function readHash(fields: RecordFields, name: string): string | null {
  const text = fields.text(name);
  if (text === null) return null;
  return (
    parseSha256(text) ?? fields.problem(name, "must be the SHA-256 of the token: 64 hex digits, or sha256: and those")
  );
}

function readScopes(fields: RecordFields): KeyScope[] {
  const valid = [...KEY_SCOPES, ...Object.keys(SCOPE_ALIASES)];
  const scopes = fields.list("scopes", "scopes", (item): readonly KeyScope[] | Wrong => {
    if (typeof item !== "string") return { problem: `must be a scope in double quotes, not ${kind(item)}` };
    const expanded = expandScope(item);
    return (
      expanded ?? { problem: `unknown scope ${shown(item)}${suggestion(item, valid)}; valid are ${valid.join(", ")}` }
    );
  });
  if (fields.value("scopes") === undefined) fields.problem("scopes", `is missing; name some of ${valid.join(", ")}`);
  return (scopes ?? []).flat();
}

/** The scopes that a name stands for; null for a name that is none. */
export function expandScope(name: string): readonly KeyScope[] | null {
  const scope = KEY_SCOPES.find((each) => each === name);
  if (scope !== undefined) return [scope];
  return Object.hasOwn(SCOPE_ALIASES, name) ? (SCOPE_ALIASES[name] ?? null) : null;
}

function readRules(limits: RecordFields, options: RecordOptions): OrderRules {
  const markets = limits.texts("allowed_markets", "markets", (text) => {
    const known = MARKET_BY_LOWER_CASE.get(text.toLowerCase());
    return (
      known ?? { problem: `unknown market ${shown(text)}${suggestion(text, MARKETS)}; valid are ${MARKETS.join(", ")}` }
    );
  });
  const symbols = limits.texts("allowed_symbols", "securities", (text) => {
    const { security, problem } = readSecurityText(text);
    return security === null ? { problem } : formatSecurity(security);
  });
  const sides = limits.texts("allowed_trd_sides", "sides", (text) =>
    SIDES.some((side) => side === text)
      ? text
      : { problem: `unknown side ${shown(text)}${suggestion(text, SIDES)}; valid are ${SIDES.join(", ")}` },
  );
  return {
    markets: asSet(nonEmpty(limits, "allowed_markets", markets)),
    symbols: asSet(nonEmpty(limits, "allowed_symbols", symbols)),
    sides: sides?.length === 0 ? null : asSet(sides),
    hours: readHours(limits, options),
    maxOrderValue: limits.amount("max_order_value"),
    maxDailyValue: limits.amount("max_daily_value"),
    maxOrdersPerMinute: limits.count("max_orders_per_minute"),
    tagsRemark: limits.flag("tag_remark"),
  };
}

function readHours(limits: RecordFields, { localTimeZone }: RecordOptions): HoursWindow | null {
  const text = limits.text("hours_window");
  const timeZone = limits.text("hours_time_zone");
  if (timeZone !== null && !isTimeZone(timeZone)) {
    return limits.problem("hours_time_zone", `${shown(timeZone)} is no time zone; write it as Asia/Hong_Kong`);
  }
  if (text === null) {
    return timeZone === null
      ? null
      : limits.problem("hours_time_zone", "is there without hours_window; add the window");
  }
  const [, startHour, startMinute, endHour, endMinute] = WINDOW.exec(text) ?? [];
  if (startHour === undefined) {
    return limits.problem(
      "hours_window",
      `${shown(text)} is no window; write it as 09:30-16:00, or 22:00-04:00 over midnight`,
    );
  }
  return {
    startMinute: Number(startHour) * 60 + Number(startMinute),
    endMinute: Number(endHour) * 60 + Number(endMinute),
    timeZone: timeZone ?? localTimeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

function readBinding(fields: RecordFields): ApiKey["binding"] {
  const sha256 = (what: string) => (text: string) =>
    parseSha256(text.replaceAll(":", "").replace(/^sha256/i, "")) ?? {
      problem: `${shown(text)} is no ${what}: 64 hex digits`,
    };
  const machines = fields.texts("allowed_machines", "machine fingerprints", sha256("fingerprint of a machine"));
  const certificates = fields.texts(
    "allowed_certificates",
    "certificate fingerprints",
    sha256("SHA-256 of a certificate"),
  );
  const networks = fields.texts("allowed_networks", "address ranges", (text) => {
    const problem = rangeProblem(text);
    return problem === null ? text : { problem: `${shown(text)} ${problem}` };
  });
  return {
    machines,
    certificates: asSet(nonEmpty(fields, "allowed_certificates", certificates)),
    networks: nonEmpty(fields, "allowed_networks", networks),
  };
}

/** What is not said must not be read as no limit. */
function nonEmpty<T>(fields: RecordFields, name: string, items: readonly T[] | null): readonly T[] | null {
  const isEmpty = items?.length === 0 && fields.value(name) !== undefined && !hasItems(fields.value(name));
  return isEmpty ? fields.problem(name, "is empty, which could mean all or none; write null for no limit") : items;
}

function hasItems(value: ExactJson | undefined): boolean {
  return Array.isArray(value) && value.length > 0;
}

function asSet(items: readonly string[] | null): ReadonlySet<string> | null {
  return items === null ? null : new Set(items);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The limits of `limits` and those that stand beside `id`; one that is in both places must be the same. */
function mergedLimits(fields: RecordFields): ExactObject {
  const nested = fields.value("limits");
  const flat = new Map([...fields.object].filter(([name]) => LIMIT_FIELDS.has(name)));
  if (nested === undefined) return flat;
  if (!isObject(nested)) {
    fields.problem("limits", `must be an object, not ${kind(nested)}`);
    return flat;
  }
  for (const [name, value] of nested) {
    if (!LIMIT_FIELDS.has(name)) {
      const place = KEY_FIELDS.has(name) ? "; it stands beside id, not in limits" : suggestion(name, LIMIT_FIELDS);
      fields.problem("limits", `unknown limit, and a limit that is not understood can't be kept${place}`, `.${name}`);
      continue;
    }
    const other = flat.get(name) ?? null;
    if (other !== null && value !== null && !sameJson(other, value)) {
      fields.problem("limits", `differs from ${name} beside id; keep one of them`, `.${name}`);
    }
    if (other === null) flat.set(name, value);
  }
  return flat;
}

function sameJson(a: ExactJson, b: ExactJson): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Other programs may keep fields of their own here, but nothing that reads like a limit may be passed over. */
function refuseUnknown(fields: RecordFields): void {
  const known = [...KEY_FIELDS, ...LIMIT_FIELDS];
  for (const [name, value] of fields.object) {
    if (KEY_FIELDS.has(name) || LIMIT_FIELDS.has(name)) continue;
    if (suggest(name, known) !== undefined) fields.problem(name, `unknown field${suggestion(name, known)}`);
    else if (readsLikeALimit(name) && value !== null) {
      fields.problem(name, "unknown field that reads like a limit, which can't be kept; remove it, or set it to null");
    }
  }
}
