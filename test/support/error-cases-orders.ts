import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keysServiceDefinition } from "../../src/grpc/keys-service.js";
import type { FutuClient } from "../../src/grpc/testing/futu-client.js";
import { type ErrorCases, type ErrorRig, KEY_ID, keyOf } from "./error-case.js";
import { JumpClock } from "./jump-clock.js";
import { type Refusal, refusalOf } from "./refusal.js";
import { Stack } from "./stack.js";
import { HK_ACCOUNT, modifyBody, type PlaceTerms, placeBody, unlockBody } from "./trade-bodies.js";

const UNLOCK = 2005;
const PLACE = 2202;
const MODIFY = 2205;
const WRONG_MD5 = "0123456789abcdef0123456789abcdef";
const MINUTE_MS = 60_000;

/** A client of a gateway that knows one key with these fields. */
async function clientOf(rig: ErrorRig, fields: Readonly<Record<string, unknown>> = {}): Promise<FutuClient> {
  return (await rig.serveSimulator({ keys: [keyOf(fields)] })).newClient(KEY_ID);
}

async function placed(client: FutuClient, terms: PlaceTerms = {}, idempotencyKey?: string): Promise<Refusal | null> {
  const metadata = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
  const { response, error } = await client.request(PLACE, placeBody(HK_ACCOUNT, terms), { metadata });
  if (error !== null) return refusalOf(error, [HK_ACCOUNT]);
  assert.equal(response?.ret_type ?? 0, 0, response?.ret_msg);
  return null;
}

async function refusedOrder(client: FutuClient, terms: PlaceTerms = {}, idempotencyKey?: string): Promise<Refusal> {
  const refusal = await placed(client, terms, idempotencyKey);
  assert.ok(refusal !== null, "the order was to be refused");
  return refusal;
}

/** Not now, in UTC, whatever the time is. */
function otherHours(): string {
  const hour = (new Date().getUTCHours() + 12) % 24;
  const clock = String(hour).padStart(2, "0");
  return `${clock}:00-${clock}:30`;
}

/** An order while the audit log can't be written: something else stands in its file's place. */
async function withoutAudit(rig: ErrorRig): Promise<Refusal> {
  const folder = mkdtempSync(join(tmpdir(), "og-audit-"));
  rig.onClose(async () => rmSync(folder, { recursive: true, force: true }));
  const audit = join(folder, "audit.jsonl");
  const gateway = await rig.serveSimulator({ flags: { audit } });
  rmSync(audit);
  mkdirSync(audit);
  gateway.reload();
  return await refusedOrder(gateway.newClient(KEY_ID));
}

/** Reasons of commands that change something. */
export const ORDER_CASES = {
  OUTCOME_UNKNOWN: async (rig) => {
    const lost = await rig.recording(() => {
      lost.recorder.cut();
      return null;
    });
    const garbled = await rig.recording(() => Buffer.from([0x0a, 0x05, 0x0a]));
    const clients = [lost, garbled].map(async ({ opend }) => (await rig.serve({ flags: { opend } })).newClient(KEY_ID));
    return await Promise.all(clients.map(async (client) => refusedOrder(await client)));
  },
  ORDER_LIMIT: async (rig) => {
    const rules = [
      { max_order_value: 99 },
      { allowed_markets: ["US"] },
      { allowed_symbols: ["HK.09988"] },
      { allowed_trd_sides: ["SELL"] },
    ];
    return await Promise.all(rules.map(async (limits) => refusedOrder(await clientOf(rig, { limits }))));
  },
  ORDER_QUOTA: async (rig) => {
    const counted = await clientOf(rig, { max_orders_per_minute: 1 });
    const valued = await clientOf(rig, { max_daily_value: 150 });
    for (const client of [counted, valued]) assert.equal(await placed(client), null);
    const late = await clientOf(rig, { hours_window: otherHours() });
    return await Promise.all([counted, valued, late].map((client) => refusedOrder(client, { code: "09988" })));
  },
  ORDER_NOT_FOUND: async (rig) => {
    const client = await clientOf(rig, { max_order_value: 1000 });
    const { error } = await client.request(MODIFY, modifyBody(HK_ACCOUNT, 4242n, { qty: 100, price: 1 }));
    return [refusalOf(error, [HK_ACCOUNT])];
  },
  VALUE_UNKNOWN: async (rig) => {
    const client = await clientOf(rig, { max_order_value: 1e9 });
    return [await refusedOrder(client, { price: null, code: "NOSUCH" })];
  },
  IDEMPOTENCY_CONFLICT: async (rig) => {
    const client = await clientOf(rig);
    assert.equal(await placed(client, {}, "one"), null);
    return [await refusedOrder(client, { qty: 200 }, "one")];
  },
  // It takes a minute: the only case whose clock is not the machine's.
  ORDER_NOT_PLACED: async (rig) => {
    const clock = new JumpClock();
    const { address } = await rig.simulator({
      fault: ({ protoId }) => (protoId === PLACE ? "close-before" : "answer"),
    });
    const stack = new Stack({ opend: [address], connections: 1, clock, keys: [{ id: KEY_ID }] });
    rig.onClose(() => stack.stop());
    await stack.start();
    const client = stack.newClient();
    const unknown = await refusedOrder(client, {}, "lost");
    assert.equal(unknown.details.errorInfo?.reason, "OUTCOME_UNKNOWN");
    await clock.jump(2 * MINUTE_MS);
    await stack.until(() => stack.gateway.pool.serving);
    return [await refusedOrder(client, {}, "lost")];
  },
  STATE_UNAVAILABLE: async (rig) => {
    const keys = [keyOf({ max_daily_value: 1000 })];
    const nowhere = await rig.serveSimulator({ keys, flags: { redis: "redis://127.0.0.1:1" } });
    const keyless = await rig.serveSimulator();
    keyless.writeKeysText("{");
    const { error } = await keyless.call(keysServiceDefinition.Revoke, { id: "nobody" }, keyless.keys.token(KEY_ID));
    return [await refusedOrder(nowhere.newClient(KEY_ID)), await withoutAudit(rig), refusalOf(error)];
  },
  UNLOCK_REFUSED: async (rig) => {
    const client = await clientOf(rig);
    return [refusalOf((await client.request(UNLOCK, unlockBody(WRONG_MD5))).error)];
  },
  UNLOCK_BLOCKED: async (rig) => {
    const client = await clientOf(rig);
    for (let tries = 1; tries <= 2; tries++) await client.request(UNLOCK, unlockBody(WRONG_MD5));
    return [refusalOf((await client.request(UNLOCK, unlockBody(WRONG_MD5))).error)];
  },
  UPSTREAM_RATE: async (rig) => {
    const client = await clientOf(rig);
    // OpenD takes 15 of one account in 30 s, and none within 20 ms of another.
    const bodies = Array.from({ length: 20 }, (_, index) => placeBody(HK_ACCOUNT, { qty: 100 * (index + 1) }));
    const outcomes = await Promise.all(bodies.map((body) => client.request(PLACE, body)));
    const refused = outcomes.flatMap(({ error }) => (error === null ? [] : [refusalOf(error, [HK_ACCOUNT])]));
    assert.ok(refused.length >= 5, `${refused.length}`);
    return refused;
  },
} satisfies ErrorCases;
