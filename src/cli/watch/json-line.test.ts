import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { PushEvent, PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { Response as UpdateKL } from "../../../generated/ts/Qot_UpdateKL.js";
import { jsonLine } from "./json-line.js";

const parsed = (event: PushEvent): unknown => {
  const line = jsonLine(event);
  assert.match(line, /^[^\n]+\n$/);
  return JSON.parse(line);
};

describe("an event as a JSON line", () => {
  it("has names, marks, 64-bit numbers as strings, and its body decoded", () => {
    const body = UpdateKL.encode(
      UpdateKL.fromPartial({
        retType: 0,
        s2c: {
          rehabType: 0,
          klType: 1,
          security: { market: 1, code: "00700" },
          klList: [{ time: "t", isBlank: false, volume: 2n ** 53n + 1n }],
        },
      }),
    ).finish();
    const event = PushEvent.fromPartial({
      proto_id: 3007,
      sec_key: "1_00700",
      sub_type: 11,
      event_type: "quote",
      body,
      sequence: 2n ** 60n,
      rehab_type: 0,
      filters: ["quotes"],
      after_gap: true,
    });
    assert.deepEqual(parsed(PushEvent.decode(PushEvent.encode(event).finish())), {
      proto_id: 3007,
      name: "Qot_UpdateKL",
      sub_type: 11,
      type: "kl_1min",
      sec_key: "1_00700",
      event_type: "quote",
      sequence: "1152921504606846976",
      rehab_type: 0,
      after_gap: true,
      filters: ["quotes"],
      body: {
        retType: 0,
        s2c: {
          rehabType: 0,
          klType: 1,
          security: { market: 1, code: "00700" },
          klList: [{ time: "t", isBlank: false, volume: "9007199254740993" }],
        },
      },
    });
  });

  it("shows bytes that are no such message, and of pushes without one", () => {
    const broken = PushEvent.fromPartial({ proto_id: 3005, event_type: "quote", body: Buffer.from("ff", "hex") });
    const { body } = parsed(broken) as { readonly body: { readonly base64: string; readonly problem: string } };
    assert.equal(body.base64, "/w==");
    assert.match(body.problem, /^no Qot_UpdateBasicQot\.Response: /);
    const unknown = PushEvent.fromPartial({ proto_id: 9999, body: Buffer.from("00", "hex") });
    assert.deepEqual(parsed(unknown), {
      proto_id: 9999,
      body: { base64: "AA==", problem: "this push has no message definition" },
    });
  });

  it("names the cause of a gap in a control event", () => {
    const event = PushEvent.fromPartial({
      event_type: "control",
      control: { gap: { cause: PushGap_Cause.CAUSE_SLOW_READER, from: 1n, to: 2n, events: 3n } },
    });
    assert.deepEqual(parsed(event), {
      event_type: "control",
      control: { gap: { cause: "CAUSE_SLOW_READER", from: "1", to: "2", events: "3", keys: [] } },
    });
  });
});
