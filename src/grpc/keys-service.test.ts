import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { Client, credentials, Metadata, Server, ServerCredentials, type ServiceError, status } from "@grpc/grpc-js";
import { Registry } from "prom-client";
import { KeyState, ListKeysResponse, RevokeKeyRequest, RevokeKeyResponse } from "../../generated/ts/opend/v1/keys.js";
import type { ApiKey } from "../auth/api-key.js";
import { Authenticator } from "../auth/authenticator.js";
import { FailedAttempts } from "../auth/failed-attempts.js";
import { KeySet } from "../auth/key-set.js";
import { KeysAdmin } from "../auth/keys-admin.js";
import { formatKeys, readKeysText } from "../auth/keys-document.js";
import { KeysFileError } from "../auth/keys-problem.js";
import { NO_ORDER_RULES, testKey } from "../auth/testing/keys.js";
import { tokenSha256 } from "../auth/token.js";
import type { AuditEntry } from "../telemetry/audit-entry.js";
import { CallMetrics } from "../telemetry/call-metrics.js";
import { keysServiceDefinition, keysServiceImplementation } from "./keys-service.js";
import { RequestIds } from "./request-id.js";
import { decodeStatusDetails, STATUS_DETAILS_KEY } from "./status-details.js";
import { silentLogger } from "./testing/test-server.js";

const closers: (() => void)[] = [];
after(() => {
  for (const close of closers) close();
});

const NOW_MS = Date.UTC(2026, 0, 5);
const BOT: Partial<ApiKey> = {
  accIds: new Set([281756479000000101n]),
  orders: {
    ...NO_ORDER_RULES,
    symbols: new Set(["HK.00700"]),
    maxOrderValue: 5,
    hours: { startMinute: 570, endMinute: 960, timeZone: "Asia/Hong_Kong" },
  },
  hashes: [
    { sha256: tokenSha256("bot"), expiresAtMs: null },
    { sha256: tokenSha256("bot-old"), expiresAtMs: NOW_MS + 1000 },
  ],
  expiresAtMs: NOW_MS + 5000,
  binding: { machines: [], networks: ["10.0.0.0/8"], certificates: null },
  note: "n",
  profile: "small",
};

/** A listener with the service alone, over keys in memory. */
async function rig(options: { readonly open?: boolean; readonly fileProblem?: string } = {}) {
  const keys = [
    testKey("boss", "boss", ["admin"]),
    ...["qot:read", "acc:read", "trade:real", "metrics:read"].map((scope) =>
      testKey(scope, scope, [scope as "qot:read"]),
    ),
    testKey("bot", "bot", ["qot:read"], BOT),
  ];
  const store = { current: new KeySet(keys, null), problem: null, reload: () => Promise.resolve() };
  const audited: AuditEntry[] = [];
  const admin = new KeysAdmin({
    store,
    file: {
      edit: (change) => {
        if (options.fileProblem !== undefined) return Promise.reject(new KeysFileError([options.fileProblem]));
        // The file has the bot only.
        const text = JSON.stringify({ keys: [{ id: "bot", hash: tokenSha256("bot"), scopes: [] }] });
        const read = { localTimeZone: "UTC" };
        try {
          const document = readKeysText(formatKeys(change(readKeysText(text, read).root)), read);
          store.current = new KeySet(
            keys.filter(({ id }) => id !== "bot"),
            null,
          );
          return Promise.resolve(document);
        } catch (error) {
          return Promise.reject(error);
        }
      },
    },
    machineId: null,
    wallMs: () => NOW_MS,
  });
  const authenticator = new Authenticator({
    store,
    failures: new FailedAttempts({ now: () => 0 }),
    wallMs: () => NOW_MS,
  });
  const server = new Server();
  server.addService(
    keysServiceDefinition,
    keysServiceImplementation({
      admin: options.open === true ? null : admin,
      authenticator: options.open === true ? null : authenticator,
      callers: null,
      metrics: new CallMetrics(new Registry(), { boundsSeconds: [1] }),
      logger: silentLogger,
      requestIds: new RequestIds(),
      upstream: "test",
      audit: { note: (entry) => audited.push(entry), commit: () => Promise.resolve(), failing: false },
    }),
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  closers.push(() => {
    client.close();
    server.forceShutdown();
  });
  const send = (method: "List" | "Revoke", token: string | null, message: Uint8Array) => {
    const metadata = new Metadata();
    if (token !== null) metadata.set("authorization", `Bearer ${token}`);
    return new Promise<{ readonly error: ServiceError | null; readonly bytes: Buffer }>((resolve) => {
      client.makeUnaryRequest(
        keysServiceDefinition[method].path,
        () => Buffer.from(message),
        (bytes) => bytes,
        null,
        metadata,
        { deadline: Date.now() + 10_000 },
        (error, bytes) => resolve({ error, bytes: bytes ?? Buffer.alloc(0) }),
      );
    });
  };
  const revoke = (token: string, id: string) => send("Revoke", token, RevokeKeyRequest.encode({ id }).finish());
  return { send, revoke, store, audited };
}

function reasonOf(error: ServiceError | null): string {
  const [bytes] = error?.metadata.get(STATUS_DETAILS_KEY) ?? [];
  assert.ok(bytes instanceof Buffer);
  return decodeStatusDetails(bytes).errorInfo?.reason ?? "";
}

describe("opend.v1.Keys", () => {
  it("lists keys with their state and rights, and no token or hash", async () => {
    const { send, audited } = await rig();
    const { error, bytes } = await send("List", "boss", new Uint8Array());
    assert.equal(error, null);
    const { keys, file_problem: fileProblem } = ListKeysResponse.decode(bytes);
    assert.equal(fileProblem ?? false, false);
    assert.deepEqual(
      keys.map(({ id }) => id),
      ["boss", "qot:read", "acc:read", "trade:real", "metrics:read", "bot"],
    );
    const bot = keys.at(-1);
    assert.equal(bot?.state, KeyState.KEY_STATE_FROZEN);
    assert.deepEqual([bot.scopes, bot.note, bot.profile, bot.networks], [["qot:read"], "n", "small", ["10.0.0.0/8"]]);
    assert.deepEqual([bot.expires_at_ms, bot.old_token_until_ms], [BigInt(NOW_MS + 5000), BigInt(NOW_MS + 1000)]);
    assert.deepEqual([bot.accounts?.acc_ids, bot.accounts?.all ?? false], [[281756479000000101n], false]);
    assert.deepEqual([bot.orders?.symbols, bot.orders?.max_order_value], [["HK.00700"], 5]);
    assert.equal(bot.orders?.hours, "09:30-16:00 Asia/Hong_Kong");
    for (const secret of ["bot", "bot-old", "boss"])
      assert.equal(bytes.includes(tokenSha256(secret).slice(0, 16)), false);
    assert.deepEqual(
      audited.map(({ key_id, command, outcome }) => [key_id, command, outcome]),
      [["boss", "opend.v1.Keys/List", "success"]],
    );
  });

  it("revokes a key, and says when there is none", async () => {
    const { revoke, store, audited } = await rig();
    const { error, bytes } = await revoke("boss", "bot");
    assert.equal(error, null);
    assert.equal(RevokeKeyResponse.decode(bytes).revoked, true);
    assert.equal(store.current.verify("bot"), null);
    const missing = await revoke("boss", "nobody");
    assert.equal(RevokeKeyResponse.decode(missing.bytes).revoked ?? false, false);
    assert.deepEqual(
      audited.map(({ event, reason }) => [event, reason]),
      [
        ["keys_changed", "revoked the key bot"],
        ["keys_changed", "there was no key nobody to revoke"],
      ],
    );
  });

  it("scope name in the error text, probing by different answers: answers every other key alike, whether the key that it names is there or not, and changes nothing", async () => {
    const { send, revoke, store, audited } = await rig();
    const answers = new Set<string>();
    for (const token of ["qot:read", "acc:read", "trade:real", "metrics:read"]) {
      for (const id of ["bot", "nobody", ""]) {
        const { error } = await revoke(token, id);
        answers.add(`${error?.code} ${error?.details} ${reasonOf(error)}`);
      }
      const { error } = await send("List", token, new Uint8Array());
      answers.add(`${error?.code} ${error?.details} ${reasonOf(error)}`);
    }
    assert.deepEqual([...answers], [`${status.PERMISSION_DENIED} forbidden FORBIDDEN`]);
    assert.equal(store.current.keys.has("bot"), true);
    assert.ok(audited.length === 16 && audited.every(({ outcome }) => outcome === "reject"));
  });

  it("refuses calls without a valid key, and everybody in open mode", async () => {
    const { send } = await rig();
    for (const token of [null, "wrong"]) {
      const { error } = await send("List", token, new Uint8Array());
      assert.deepEqual([error?.code, error?.details], [status.UNAUTHENTICATED, "unauthenticated"]);
    }
    const open = await rig({ open: true });
    for (const method of ["List", "Revoke"] as const) {
      const { error } = await open.send(method, null, new Uint8Array());
      assert.deepEqual([error?.code, reasonOf(error)], [status.PERMISSION_DENIED, "FORBIDDEN"]);
    }
  });

  it("names what is wrong with a request, and keeps what is wrong with the file to the operator", async () => {
    const { send, revoke, audited } = await rig({ fileProblem: "/secret/place/keys.json: can't write it: ENOSPC" });
    const broken = await send("Revoke", "boss", Buffer.from([0x0a, 0x50, 1]));
    assert.equal(reasonOf(broken.error), "INVALID_REQUEST");
    assert.match((await revoke("boss", "")).error?.details ?? "", /^id: must have 1 to 128 characters/);
    const { error } = await revoke("boss", "bot");
    assert.deepEqual([error?.code, reasonOf(error)], [status.UNAVAILABLE, "STATE_UNAVAILABLE"]);
    assert.doesNotMatch(error?.details ?? "", /secret|keys\.json|ENOSPC|bot/);
    assert.match(audited.at(-1)?.reason ?? "", /could not revoke the key bot: \/secret.*ENOSPC/);
  });
});
