import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { AppendLog } from "../../state/append-log.js";
import { PushRecord } from "./record.js";
import type { Route } from "./shared-event.js";

const order: Route = {
  protoId: 2208,
  secKey: "",
  subType: 0,
  klType: 0,
  rehabType: undefined,
  accId: 7n,
  trdMarket: 1,
  eventType: "trade",
  eventClass: "keep",
};

const EVENTS = 5;

test("wherever a crash cuts the log, a stream that resumes gets every event or is told what it misses", async (t) => {
  const folder = fs.mkdtempSync(join(tmpdir(), "push-record-"));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  let nowMs = Date.now();
  const startMs = nowMs;
  const openLog = (): AppendLog =>
    AppendLog.open(folder, {
      maxSegmentBytes: 1 << 20,
      maxAgeMs: 600_000,
      onError: (error) => assert.fail(error),
      wallMs: () => nowMs,
      schedule: () => () => undefined,
    });
  const openRecord = (log: AppendLog, epoch: bigint): PushRecord =>
    new PushRecord({
      maxAgeMs: 600_000,
      maxEvents: 100,
      wallMs: () => nowMs,
      newEpoch: () => epoch,
      store: log,
      entries: log.entries(),
    });

  const log = openLog();
  const record = openRecord(log, 1n);
  for (let count = 0; count < EVENTS; count++) {
    nowMs += 1000;
    record.append(order, Buffer.from(`event ${count}`), nowMs);
  }
  await log.close();
  const [name = ""] = fs.readdirSync(folder);
  const whole = fs.readFileSync(join(folder, name));

  let restored = 0;
  for (let length = 0; length <= whole.length; length++) {
    for (const file of fs.readdirSync(folder)) fs.unlinkSync(join(folder, file));
    fs.writeFileSync(join(folder, name), whole.subarray(0, length));
    const nextLog = openLog();
    const next = openRecord(nextLog, 2n);
    const fresh = next.append(order, Buffer.from("after the crash"), nowMs);
    for (let position = 0; position <= EVENTS; position++) {
      const answer = next.after(1n, BigInt(position), () => true);
      if (next.epoch !== 1n) {
        assert.equal(answer.inRange, false);
        continue;
      }
      assert.ok(answer.inRange);
      const got = answer.items.flatMap(({ event }) => (event === null ? [] : [event.position]));
      const gap = answer.items.find(({ gap: one }) => one !== null)?.gap;
      assert.equal(gap?.cause, PushGap_Cause.CAUSE_GATEWAY_RESTARTED);
      assert.equal(got.at(-1), fresh.position);
      for (let missing = position + 1; missing <= EVENTS; missing++) {
        const readAtMs = startMs + missing * 1000;
        assert.ok(got.includes(missing) || (gap.fromMs <= readAtMs && readAtMs <= gap.toMs));
      }
      restored++;
    }
    await nextLog.close();
  }
  assert.ok(restored > 0);
});
