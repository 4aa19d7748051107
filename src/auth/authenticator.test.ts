import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GatewayError } from "../errors/gateway-error.js";
import type { ApiKey } from "./api-key.js";
import { Authenticator, type AuthFailure, type Credentials } from "./authenticator.js";
import { FailedAttempts } from "./failed-attempts.js";
import { KeySet } from "./key-set.js";
import { testKey } from "./testing/keys.js";
import { tokenSha256 } from "./token.js";

const TOKEN = `fc_${"5".repeat(64)}`;
const CERTIFICATE = "c".repeat(64);

function rig(overrides: Partial<ApiKey> = {}) {
  const time = { ms: 1000 };
  const failures: AuthFailure[] = [];
  const store = { current: new KeySet([testKey("bot", TOKEN, ["qot:read"], overrides)], "host") };
  const authenticator = new Authenticator({
    store,
    failures: new FailedAttempts({ now: () => time.ms }),
    wallMs: () => time.ms,
    onFailure: (failure) => failures.push(failure),
  });
  const call = (authorization: readonly string[], source: Partial<Credentials> = {}) =>
    authenticator.authenticate({ authorization, host: "10.0.0.1", certificateSha256: null, ...source });
  return { time, failures, store, authenticator, call };
}

function refusalOf(run: () => unknown): GatewayError {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof GatewayError);
    return error;
  }
  throw new assert.AssertionError({ message: "it was let in" });
}

const binding = (parts: Partial<ApiKey["binding"]>) => ({
  binding: { machines: null, networks: null, certificates: null, ...parts },
});

describe("Authenticator", () => {
  it("lets a valid key in, whatever the case of Bearer", () => {
    const { call } = rig();
    for (const scheme of ["Bearer", "bearer", "BEARER", "bEaReR"]) {
      assert.equal(call([`${scheme} ${TOKEN}`]).key?.id, "bot", scheme);
    }
  });

  it("trims nothing, and knows no other scheme", () => {
    const { call, failures } = rig();
    const bad = [
      TOKEN,
      `Bearer  ${TOKEN}`,
      `Bearer ${TOKEN} `,
      ` Bearer ${TOKEN}`,
      `Bearer\t${TOKEN}`,
      `Basic ${TOKEN}`,
      "Bearer ",
      "Bearer",
      "",
      `BearerX${TOKEN}`,
    ];
    for (const value of bad) assert.equal(refusalOf(() => call([value])).reason, "UNAUTHENTICATED", value);
    assert.equal(failures.length, bad.length);
  });

  it("refuses two authorization values, even if both are the valid one", () => {
    const { call, failures } = rig();
    assert.equal(refusalOf(() => call([`Bearer ${TOKEN}`, `Bearer ${TOKEN}`])).reason, "UNAUTHENTICATED");
    assert.deepEqual(failures, [{ cause: "several", host: "10.0.0.1", keyId: null, throttled: false }]);
  });

  it("probing by different answers: gives one answer to every cause, and tells the operator which it was", () => {
    const valid = [`Bearer ${TOKEN}`];
    const cases: readonly [AuthFailure["cause"], Partial<ApiKey>, readonly string[], Partial<Credentials>][] = [
      ["missing", {}, [], {}],
      ["several", {}, ["a", "b"], {}],
      ["not_bearer", {}, ["Basic abc"], {}],
      ["unknown_token", {}, [`Bearer ${TOKEN.slice(0, -1)}6`], {}],
      ["expired", { expiresAtMs: 1000 }, valid, {}],
      ["expired", { hashes: [{ sha256: tokenSha256(TOKEN), expiresAtMs: 999 }] }, valid, {}],
      ["frozen", binding({ machines: [] }), valid, {}],
      ["machine", binding({ machines: ["0".repeat(64)] }), valid, {}],
      ["network", binding({ networks: ["10.1.0.0/16"] }), valid, {}],
      ["network", binding({ networks: ["0.0.0.0/0"] }), valid, { host: "local" }],
      ["certificate", binding({ certificates: new Set([CERTIFICATE]) }), valid, {}],
      ["certificate", binding({ certificates: new Set([CERTIFICATE]) }), valid, { certificateSha256: "d".repeat(64) }],
    ];
    for (const [cause, key, authorization, source] of cases) {
      const { call, failures } = rig(key);
      const { reason, message, metadata, auditReason } = refusalOf(() => call(authorization, source));
      assert.deepEqual(
        { reason, message, metadata },
        { reason: "UNAUTHENTICATED", message: "unauthenticated", metadata: {} },
      );
      assert.deepEqual(
        failures.map((failure) => failure.cause),
        [cause],
      );
      assert.ok(auditReason !== null && !auditReason.includes(TOKEN.slice(3)), cause);
      const isOfKey = ["expired", "frozen", "machine", "network", "certificate"].includes(cause);
      assert.equal(auditReason.includes("bot"), isOfKey, cause);
      assert.equal(failures[0]?.keyId, isOfKey ? "bot" : null, cause);
    }
  });

  it("lets a bound key in from its networks and with its certificate, for which it asks only then", () => {
    const bound = rig(binding({ networks: ["10.0.0.0/8"], certificates: new Set([CERTIFICATE]) }));
    assert.equal(bound.call([`Bearer ${TOKEN}`], { certificateSha256: CERTIFICATE }).key?.id, "bot");
    const { authenticator } = rig();
    const credentials: Credentials = {
      authorization: [`Bearer ${TOKEN}`],
      host: "10.0.0.1",
      get certificateSha256(): string {
        throw new Error("not needed");
      },
    };
    assert.equal(authenticator.authenticate(credentials).key?.id, "bot");
  });

  it("ends an open key the moment it expires", () => {
    const { time, call } = rig({ expiresAtMs: 2000 });
    time.ms = 1999;
    assert.equal(call([`Bearer ${TOKEN}`]).key?.id, "bot");
    time.ms = 2000;
    assert.equal(refusalOf(() => call([`Bearer ${TOKEN}`])).reason, "UNAUTHENTICATED");
  });

  it("never lets its cache outlive a revocation", () => {
    const { store, call } = rig();
    for (let count = 0; count < 3; count++) call([`Bearer ${TOKEN}`]);
    store.current = new KeySet([], "host");
    assert.equal(refusalOf(() => call([`Bearer ${TOKEN}`])).reason, "UNAUTHENTICATED");
  });

  it("throttles an address after ten failures in a minute, and still lets a valid key of it in", () => {
    const { time, failures, call } = rig();
    for (let count = 0; count < 10; count++) assert.equal(refusalOf(() => call([])).reason, "UNAUTHENTICATED");
    time.ms += 10_000;
    const { reason, status, retryAfterMs } = refusalOf(() => call(["Bearer wrong"]));
    assert.deepEqual([reason, status, retryAfterMs], ["AUTH_THROTTLED", "RESOURCE_EXHAUSTED", 50_000]);
    assert.equal(failures.at(-1)?.throttled, true);
    assert.equal(call([`Bearer ${TOKEN}`]).key?.id, "bot");
    assert.equal(refusalOf(() => call([], { host: "10.0.0.2" })).reason, "UNAUTHENTICATED", "another address");
    time.ms += 50_000;
    assert.equal(refusalOf(() => call([])).reason, "UNAUTHENTICATED");
  });
});
