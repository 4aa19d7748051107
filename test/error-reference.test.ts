import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { status } from "@grpc/grpc-js";
import { commandById } from "../src/catalog/catalog.js";
import { REASONS, type Reason } from "../src/errors/reasons.js";
import { ERROR_DOMAIN } from "../src/grpc/status-funnel.js";
import { until } from "../src/grpc/testing/until.js";
import { type ErrorCases, ErrorRig, KEY_ID, OTHER_KEY_ID } from "./support/error-case.js";
import { CALL_CASES } from "./support/error-cases-calls.js";
import { OPEND_CASES } from "./support/error-cases-opend.js";
import { ORDER_CASES } from "./support/error-cases-orders.js";
import { STREAM_CASES } from "./support/error-cases-streams.js";
import { leaks, type Refusal } from "./support/refusal.js";
import { fundsBody, HK_ACCOUNT } from "./support/trade-bodies.js";

const TEST_MS = 60_000;

const CASES: ErrorCases = { ...CALL_CASES, ...STREAM_CASES, ...ORDER_CASES, ...OPEND_CASES };
/** Its caller is not there any more: what is checked is what the gateway makes of it. */
const UNSEEN: Reason = "CANCELLED";

interface Row {
  readonly reason: string;
  readonly status: string;
  readonly repeat: string;
  readonly advice: string;
}

/** The table of the reference, as its readers have it. */
function referenceRows(): readonly Row[] {
  // The compiled test stands one folder deeper.
  const root = import.meta.url.endsWith(".ts") ? ".." : "../..";
  const text = readFileSync(fileURLToPath(new URL(`${root}/docs/reference/errors.md`, import.meta.url)), "utf8");
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| `([A-Z_]+)` \| ([a-z ]+) \| .+ \| (.+) \|$/gm)];
  return rows.map(([, reason = "", code = "", repeat = "", advice = ""]) => ({ reason, status: code, repeat, advice }));
}

/** Reasons that stand for an answer of OpenD. */
const REFUSED_BY_OPEND = /^(OPEND_|UNLOCK_REFUSED$|SUBSCRIPTION_REFUSED$)/;

/** What the reference says of a reason must be what its callers get. */
function checkAgainst(row: Row, { code, text, details }: Refusal): void {
  const { errorInfo, retryAfterMs } = details;
  assert.equal(status[code], row.status, text);
  assert.deepEqual([details.code, details.message], [code, text]);
  assert.deepEqual([errorInfo?.reason, errorInfo?.domain], [row.reason, ERROR_DOMAIN], text);
  const sent = errorInfo?.metadata["sent"] ?? "";
  assert.match(sent, /^(true|false)$/);
  if (/nothing was sent/i.test(row.advice)) assert.equal(sent, "false", text);
  if (/nothing was sent/i.test(text)) assert.equal(sent, "false", text);
  if (row.reason === "OUTCOME_UNKNOWN") assert.equal(sent, "true");
  // What was sent and needs no look has only read, or OpenD's answer says that it did nothing.
  if (sent === "true" && row.repeat !== "after looking") {
    const command = commandById(Number(errorInfo?.metadata["proto_id"]));
    assert.ok(command === undefined || command.effect === "read" || REFUSED_BY_OPEND.test(row.reason), text);
  }
  if (row.advice.includes("RetryInfo")) assert.ok(retryAfterMs !== null && retryAfterMs > 0, text);
  if (row.advice.includes("metadata `limit`")) assert.match(errorInfo?.metadata["limit"] ?? "", /^[a-z_]+$/);
}

/** Refusals by a rate: they name what was used up, and when there is some of it again. */
const WITH_QUOTA: readonly string[] = ["RATE_LIMITED", "UPSTREAM_RATE"];

describe("the error reference", () => {
  const seen: Refusal[] = [];
  const rows = referenceRows();

  it("lists the closed list of reasons, and each of them has a case here", () => {
    const reasons = Object.keys(REASONS).sort();
    assert.deepEqual(rows.map(({ reason }) => reason).sort(), reasons);
    assert.deepEqual([...Object.keys(CASES), UNSEEN].sort(), reasons);
  });

  for (const row of rows) {
    const bringAbout = CASES[row.reason as Reason];
    if (bringAbout === undefined) continue;
    it(`${row.reason}: ${row.status}, as a caller sees it`, { timeout: TEST_MS }, async () => {
      const rig = new ErrorRig();
      try {
        const refusals = await bringAbout(rig);
        assert.ok(refusals.length > 0);
        for (const refusal of refusals) {
          checkAgainst(row, refusal);
          if (WITH_QUOTA.includes(row.reason)) {
            assert.ok((refusal.details.quota?.length ?? 0) > 0, refusal.text);
            assert.ok((refusal.details.retryAfterMs ?? 0) > 0, refusal.text);
          }
          seen.push(refusal);
        }
      } finally {
        await rig.close();
      }
    });
  }

  it("CANCELLED: the caller's library says so, and the gateway's log and metrics too", {
    timeout: TEST_MS,
  }, async () => {
    const rig = new ErrorRig();
    try {
      const { recorder, opend } = await rig.recording(() => null);
      const gateway = await rig.serve({ flags: { opend, "metrics-public": "true" } });
      const cancels: (() => void)[] = [];
      const onCall = (cancel: () => void): void => void cancels.push(cancel);
      const call = gateway.newClient(KEY_ID).request(2101, fundsBody(HK_ACCOUNT), { onCall });
      await until(() => recorder.frames.length === 1, "the call at OpenD");
      for (const cancel of cancels) cancel();
      assert.equal((await call).error?.code, status.CANCELLED);
      const line = await gateway.line("call.failed");
      assert.deepEqual([line["reason"], line["status"]], ["CANCELLED", "CANCELLED"]);
      const metrics = await (await fetch(gateway.metricsUrl)).text();
      assert.match(metrics, /grpc_server_handled_total\{[^}]*grpc_code="Canceled"[^}]*\} 1/i);
    } finally {
      await rig.close();
    }
  });

  it("no text, detail or metadata of any of them tells a scope, a key, another's account, a path, a token or a stack", () => {
    assert.ok(seen.length > rows.length);
    for (const refusal of seen) {
      const { text, details } = refusal;
      assert.deepEqual(leaks(refusal, [KEY_ID, OTHER_KEY_ID]), [], `${details.errorInfo?.reason}: ${text}`);
    }
  });

  it("and what looks for these finds each of them", () => {
    const [harmless] = seen.filter(({ details }) => details.errorInfo?.reason === "FORBIDDEN");
    assert.ok(harmless);
    const telling = [
      "needs qot:read",
      "needs admin",
      `the key ${KEY_ID} may not`,
      `account ${HK_ACCOUNT} is not on the list`,
      "can't open /var/lib/gateway/keys.json",
      "x is not a function\n    at commit (file:///srv/audit.js:12:3)",
      `unknown token fc_${"0123456789abcdef".repeat(4)}`,
    ];
    for (const text of telling) assert.equal(leaks({ ...harmless, text }, [KEY_ID]).length > 0, true, text);
    const { errorInfo } = harmless.details;
    assert.ok(errorInfo);
    const metadata = { ...errorInfo.metadata, account: String(HK_ACCOUNT) };
    const details = { ...harmless.details, errorInfo: { ...errorInfo, metadata } };
    assert.deepEqual(leaks({ ...harmless, details }, []), [`the account ${HK_ACCOUNT}`]);
    assert.deepEqual(leaks({ ...harmless, details, accounts: [HK_ACCOUNT] }, []), []);
  });
});
