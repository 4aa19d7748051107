import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { KEY_SCOPES } from "../../src/auth/scopes.js";
import type { StatusDetails } from "../../src/grpc/status-details.js";
import { detailsOf } from "../../src/grpc/testing/futu-client.js";
import { ACCOUNTS } from "../../src/simulator/trade/account-list.js";

/** What the caller of a failed call got to see. */
export interface Refusal {
  readonly code: number;
  readonly text: string;
  readonly details: StatusDetails;
  /** Headers and trailers, without the details. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Accounts that the call named. */
  readonly accounts: readonly bigint[];
}

const DETAILS = "grpc-status-details-bin";
/** Another one at each call, whatever the answer; the caller's own calls are counted in the last two. */
const OF_EACH_CALL: ReadonlySet<string> = new Set([
  "x-request-id",
  "date",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
]);

/** @param accounts that the call named. */
export function refusalOf(error: ServiceError | null, accounts: readonly bigint[] = []): Refusal {
  assert.ok(error !== null, "the call was to fail");
  const metadata = Object.entries(error.metadata.getMap())
    .filter(([name]) => name !== DETAILS)
    .map(([name, value]) => [name, String(value)] as const);
  return {
    code: error.code,
    text: error.details,
    details: detailsOf(error),
    metadata: Object.fromEntries(metadata),
    accounts,
  };
}

/** All of a refusal but what differs between any two calls: two that must not be told apart are equal in it. */
export function comparable({ code, text, details, metadata }: Refusal): unknown {
  const rest = Object.entries(metadata).map(([name, value]) => [name, OF_EACH_CALL.has(name) ? "*" : value] as const);
  return { code, text, details, metadata: Object.fromEntries(rest) };
}

const PATH = /(?:^|[\s"'=:(])~?\/(?!futu\.|opend\.)[\w.-]+\/|[A-Z]:\\|node_modules|\.json\b/;
const STACK = /^\s*at |\bat (?:\S+ \(|file:|node:|\/)|\.[cm]?[jt]s:\d|node:internal/m;
const TOKEN = /fc_[0-9a-f]{8}/;

/** What a refusal must not tell. @param keyIds of the gateway's keys. */
export function leaks(refusal: Refusal, keyIds: readonly string[]): readonly string[] {
  const seen = JSON.stringify([refusal.text, refusal.details, refusal.metadata]).replaceAll("\\n", "\n");
  const found: string[] = [];
  for (const scope of KEY_SCOPES)
    if (scope.includes(":") ? seen.includes(scope) : wordIn(seen, scope)) found.push(scope);
  for (const id of keyIds) if (seen.includes(id)) found.push(`the key id ${id}`);
  for (const { accId, cardNum, uniCardNum } of ACCOUNTS) {
    if (!refusal.accounts.includes(accId) && seen.includes(String(accId))) found.push(`the account ${accId}`);
    for (const card of [cardNum, uniCardNum]) if (seen.includes(card)) found.push(`the card ${card}`);
  }
  for (const [what, pattern] of [
    ["a path", PATH],
    ["a stack", STACK],
    ["a token", TOKEN],
  ] as const) {
    const match = pattern.exec(seen);
    if (match !== null) found.push(`${what}: ${match[0]}`);
  }
  return found;
}

function wordIn(text: string, word: string): boolean {
  return new RegExp(`\\b${word}\\b`).test(text);
}
