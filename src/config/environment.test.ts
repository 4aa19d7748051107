import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readEnvironment } from "./environment.js";

describe("the environment", () => {
  it("gives the settings of its variables and leaves others alone", () => {
    const { values, problems } = readEnvironment({ OPEND_GATEWAY_POOL: "3", PATH: "/bin", OPEND_GATEWAY_HTTP: "" });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      values.map(({ setting, value }) => [setting.key, value]),
      [["opend.connections", "3"]],
    );
  });

  it("refuses an unknown variable and names the one that was meant", () => {
    assert.deepEqual(readEnvironment({ OPEND_GATEWAY_TRADNIG: "real" }).problems, [
      'OPEND_GATEWAY_TRADNIG: unknown setting; did you mean "OPEND_GATEWAY_TRADING"?',
    ]);
  });

  it("accepts what Kubernetes sets for a Service of this name, the config file and the client's token", () => {
    const { values, problems } = readEnvironment({
      OPEND_GATEWAY_SERVICE_HOST: "10.0.0.1",
      OPEND_GATEWAY_SERVICE_PORT: "33333",
      OPEND_GATEWAY_SERVICE_PORT_GRPC: "33333",
      OPEND_GATEWAY_PORT: "tcp://10.0.0.1:33333",
      OPEND_GATEWAY_PORT_33333_TCP: "tcp://10.0.0.1:33333",
      OPEND_GATEWAY_PORT_33333_TCP_ADDR: "10.0.0.1",
      OPEND_GATEWAY_CONFIG: "g.yaml",
      OPEND_GATEWAY_TOKEN: "t",
    });
    assert.deepEqual({ values, problems }, { values: [], problems: [] });
  });
});
