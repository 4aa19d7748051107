import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { checkValue } from "./check-value.js";
import { defaults } from "./defaults.js";
import { configJsonSchema, settingByKey, settings } from "./settings-table.js";

describe("the table of settings", () => {
  it("names flag and variable of the contract", () => {
    const names = (key: string) => [settingByKey(key)?.flag, settingByKey(key)?.env];
    assert.deepEqual(names("grpc.address"), ["grpc", "OPEND_GATEWAY_GRPC"]);
    assert.deepEqual(names("opend.rsaKeyFile"), ["opend-rsa-key", "OPEND_GATEWAY_OPEND_RSA_KEY"]);
    assert.deepEqual(names("opend.connections"), ["pool", "OPEND_GATEWAY_POOL"]);
    assert.deepEqual(names("keysFile"), ["keys", "OPEND_GATEWAY_KEYS"]);
    assert.deepEqual(names("trading"), ["trading", "OPEND_GATEWAY_TRADING"]);
  });

  it("uses each flag and each key once", () => {
    for (const field of ["flag", "key", "env"] as const) {
      assert.equal(new Set(settings.map((setting) => setting[field])).size, settings.length);
    }
  });

  it("gives every setting a summary, a reason and a default that it accepts itself", () => {
    for (const setting of settings) {
      assert.match(setting.summary, /\.$/, setting.key);
      assert.notEqual(setting.why, "", setting.key);
      if (/^none|^simulate with|^audit\//.test(setting.defaultText)) continue;
      assert.equal(checkValue(setting, setting.defaultText).ok, true, `${setting.key} = ${setting.defaultText}`);
    }
  });

  it("keeps every default number within its range", () => {
    for (const [name, { value, min, max }] of Object.entries(defaults)) {
      assert.ok(min <= value && value <= max, name);
    }
  });

  it("makes a JSON Schema that knows every setting and nothing else", () => {
    const schema = JSON.stringify(configJsonSchema());
    for (const { summary } of settings) assert.ok(schema.includes(JSON.stringify(summary).slice(1, -1)));
    assert.equal(configJsonSchema().additionalProperties, false);
  });
});
