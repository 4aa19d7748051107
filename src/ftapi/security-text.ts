import type { Security } from "./routing-key.js";

/** The prefixes of the official SDK (facts: ftapi-protocol.md 7.2) to Qot_Common.QotMarket. */
const MARKETS: ReadonlyMap<string, number> = new Map([
  ["HK", 1],
  ["HK_FUTURE", 2],
  ["US", 11],
  ["SH", 21],
  ["SZ", 22],
  ["SG", 31],
  ["JP", 41],
  ["AU", 51],
  ["MY", 61],
  ["CA", 71],
  ["FX", 81],
  ["CC", 91],
  ["EC", 101],
]);

const PREFIXES: ReadonlyMap<number, string> = new Map([...MARKETS].map(([prefix, market]) => [market, prefix]));

const MAX_INT32 = 0x7fffffff;
/** No code is near it; what is longer is another thing put into the wrong place. */
const MAX_CODE_CHARS = 64;
/** How much of a wrong text an error repeats. */
const MAX_TOLD_CHARS = 40;

const EXAMPLES = "write it as HK.00700, or as market and code like 1_00700";

/** A security, or what is wrong with its text. */
export type SecurityText =
  | { readonly security: Security; readonly problem: null }
  | { readonly security: null; readonly problem: string };

/**
 * Reads `HK.00700`, or market and code as in `1_00700`. Only the first dot
 * parts: `US..DJI` is the code `.DJI`. A market number that is not known is
 * taken as it is, because OpenD may know it. The problem names the text, what
 * is wrong and what to write.
 */
export function readSecurityText(text: string): SecurityText {
  const numbered = /^(\d+)_(.*)$/s.exec(text);
  if (numbered !== null) return fromNumber(text, Number(numbered[1]), numbered[2] ?? "");
  const dot = text.indexOf(".");
  if (dot < 0) return wrong(text, `has no market; ${EXAMPLES}`);
  const prefix = text.slice(0, dot);
  const market = MARKETS.get(prefix);
  if (market === undefined) return wrong(text, unknownPrefix(prefix));
  return withCode(text, market, text.slice(dot + 1));
}

/** The same without the problem: null for a text that is no security. */
export function parseSecurity(text: string): Security | null {
  return readSecurityText(text).security;
}

/** `HK.00700`; as `107_X` where the market has no prefix. */
export function formatSecurity(security: Security): string {
  const prefix = PREFIXES.get(security.market);
  return prefix === undefined ? `${security.market}_${security.code}` : `${prefix}.${security.code}`;
}

function fromNumber(text: string, market: number, code: string): SecurityText {
  if (market === 0 || market > MAX_INT32) return wrong(text, `has no Qot_Common.QotMarket before its "_"; ${EXAMPLES}`);
  return withCode(text, market, code);
}

function withCode(text: string, market: number, code: string): SecurityText {
  if (code === "") return wrong(text, `has no code behind its market; ${EXAMPLES}`);
  if (code.length > MAX_CODE_CHARS) return wrong(text, `has a code of over ${MAX_CODE_CHARS} characters; ${EXAMPLES}`);
  if (/[\s\p{Cc}]/u.test(code)) return wrong(text, `has white space in its code; ${EXAMPLES}`);
  return { security: { market, code }, problem: null };
}

function unknownPrefix(prefix: string): string {
  const upper = prefix.toUpperCase();
  if (MARKETS.has(upper)) return `has its market in small letters; write ${upper}`;
  return `has an unknown market; known are ${[...MARKETS.keys()].join(", ")}`;
}

function wrong(text: string, problem: string): SecurityText {
  const told = text.length > MAX_TOLD_CHARS ? `${text.slice(0, MAX_TOLD_CHARS)}…` : text;
  return { security: null, problem: `${JSON.stringify(told.toWellFormed())} ${problem}` };
}
