import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { Response as PlaceResponse } from "../generated/ts/Trd_PlaceOrder.js";
import { SpawnedCli } from "../src/cli/testing/spawn-cli.js";
import { FutuClient, type Outcome } from "../src/grpc/testing/futu-client.js";
import { KeysJson } from "./support/keys-json.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { leaks, refusalOf } from "./support/refusal.js";
import { cancelBody, fundsBody, HK_ACCOUNT, modifyBody, placeBody } from "./support/trade-bodies.js";

const TEST_MS = 60_000;
const KEY_ID = "desk-quebec-77";
const FUNDS = 2101;
const PLACE = 2202;
const MODIFY = 2205;
const CAP = 10_000;

const hasPrlimit = spawnSync("prlimit", ["--version"]).status === 0;

/** With 0 no file of the process may grow by a byte: the system refuses each write, as on a full disk. */
function limitFiles({ process: { pid } }: SpawnedCli, bytes: "0" | "unlimited"): void {
  // The soft limit alone, which can be taken back.
  const { status, stderr } = spawnSync("prlimit", [`--pid=${pid}`, `--fsize=${bytes}:`], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

const place = (client: FutuClient, price: number, idempotencyKey: string): Promise<Outcome> =>
  client.request(PLACE, placeBody(HK_ACCOUNT, { price }), { metadata: { "idempotency-key": idempotencyKey } });

describe("a disk that is full", { timeout: TEST_MS, skip: hasPrlimit ? false : "there is no prlimit" }, () => {
  const closers: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  for (const part of ["orders", "audit"] as const) {
    it(`refuses new orders and nothing else, and loses nothing: that of the ${part}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "og-full-"));
      closers.push(() => rmSync(folder, { recursive: true, force: true }));
      const keys = new KeysJson();
      const path = join(folder, "keys.json");
      writeFileSync(path, keys.text([{ id: KEY_ID, scopes: ["read", "trade"], max_daily_value: CAP }]), {
        mode: 0o600,
      });
      const state = join(folder, "state");
      const places =
        part === "orders"
          ? ["--state-dir", state, "--audit", "none"]
          : ["--state-dir", "none", "--audit", join(folder, "audit")];
      const start = async () => {
        const ports = ["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"];
        const program = new SpawnedCli(["serve", ...ports, "--keys", path, "--pacing", "off", ...places]);
        closers.push(async () => {
          program.kill();
          await program.end();
        });
        const { grpc, http } = await program.event("gateway.started");
        await program.event("upstream.available");
        const client = new FutuClient(Number(String(grpc).split(":").at(-1)), keys.token(KEY_ID));
        closers.push(() => client.close());
        return { program, client, readyz: `http://${String(http)}/readyz` };
      };
      const { program, client, readyz } = await start();
      const first = await place(client, 50, "first");
      const orderId = PlaceResponse.decode(first.response?.body ?? new Uint8Array()).s2c?.orderID;
      assert.ok(orderId !== undefined, first.error?.message);

      limitFiles(program, "0");
      const change = modifyBody(HK_ACCOUNT, orderId, { qty: 100, price: 1 });
      for (const { error } of [await place(client, 1, "second"), await client.request(MODIFY, change)]) {
        const refusal = refusalOf(error);
        const { errorInfo, retryAfterMs } = refusal.details;
        assert.deepEqual([errorInfo?.reason, errorInfo?.metadata["sent"]], ["STATE_UNAVAILABLE", "false"]);
        assert.ok(retryAfterMs !== null && retryAfterMs > 0);
        assert.deepEqual(leaks(refusal, [KEY_ID]), []);
      }
      const ready = await fetch(readyz);
      const { degraded = {} } = (await ready.json()) as { readonly degraded?: Readonly<Record<string, string>> };
      assert.deepEqual([ready.status, Object.keys(degraded).includes(part)], [200, true]);
      assert.equal((await client.request(FUNDS, fundsBody(HK_ACCOUNT))).error, null);
      const stream = new PushSubscriber(client, { control_events: true });
      await stream.accepted();
      const cancelled = await client.request(MODIFY, cancelBody(HK_ACCOUNT, orderId));
      assert.deepEqual([cancelled.error, cancelled.response?.ret_type ?? 0], [null, 0]);
      assert.equal(stream.over, false);
      await stream.cancel();

      // With room again orders go on, by themselves.
      limitFiles(program, "unlimited");
      let again = await place(client, 1, "second");
      while (again.error !== null) {
        assert.equal(refusalOf(again.error).details.errorInfo?.reason, "STATE_UNAVAILABLE");
        again = await place(client, 1, "second");
      }
      assert.equal(String(again.headers.get("x-idempotent-replay")[0] ?? ""), "", "the refused one was not kept");
      if (part !== "orders") return;

      // What was counted is counted after a crash too, and what was answered is not placed again.
      program.kill();
      await program.end();
      const { client: later } = await start();
      const over = refusalOf((await place(later, 50, "third")).error);
      assert.equal(over.details.errorInfo?.reason, "ORDER_QUOTA");
      const repeated = await place(later, 50, "first");
      assert.deepEqual([repeated.error, String(repeated.headers.get("x-idempotent-replay")[0])], [null, "true"]);
      assert.equal((await place(later, 49, "third")).error, null);
    });
  }
});
