import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { ErrorInfo } from "../../../generated/ts/google/rpc/error_details.js";
import { type ChildResult, runChild } from "../child.js";
import { setting } from "../setting.js";
import { type GatewayProcess, startGateway } from "./gateway-process.js";

const TOOL_TIMEOUT_MS = 60_000;
const CALLS = 500;
const QUOTE = { securityList: [{ market: 1, code: "00700" }] };
const bufBinary = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

/** What of ghz's report the test reads. */
interface GhzReport {
  readonly count: number;
  readonly statusCodeDistribution: Readonly<Record<string, number>>;
}

describe("other tools that know the services from reflection alone", () => {
  let gateway: GatewayProcess;

  before(async () => {
    gateway = await startGateway(setting("CLIENT_TEST_CLI"));
  });

  after(async () => {
    assert.equal(await gateway.stop(), 0);
  });

  function buf(...args: readonly string[]): Promise<ChildResult> {
    const curl = [bufBinary, "curl", "--protocol", "grpc", "--http2-prior-knowledge", ...args];
    return runChild(process.execPath, curl, { timeoutMs: TOOL_TIMEOUT_MS });
  }

  function bufCall(method: string, message: object, ...flags: readonly string[]): Promise<ChildResult> {
    return buf(...flags, "-d", JSON.stringify(message), `http://${gateway.grpc}/${method}`);
  }

  for (const version of ["grpc-v1", "grpc-v1alpha"]) {
    it(`buf curl calls by name, with reflection ${version}`, async () => {
      const { exitCode, output } = await bufCall("opend.v1.Quote/GetBasicQot", QUOTE, "--reflect-protocol", version);
      assert.equal(exitCode, 0, output);
      const { basicQotList } = JSON.parse(output) as {
        readonly basicQotList: readonly { readonly curPrice: number }[];
      };
      assert.ok((basicQotList[0]?.curPrice ?? 0) > 0);
    });
  }

  it("buf curl lists methods and shows what OpenD says of a failure", async () => {
    const listed = await buf("--list-methods", `http://${gateway.grpc}`);
    assert.equal(listed.exitCode, 0, listed.output);
    const methods = listed.output.trim().split("\n");
    for (const method of ["opend.v1.Trade/PlaceOrder", "opend.v1.Push/Watch", "futu.service.FutuOpenD/Request"]) {
      assert.ok(methods.includes(method), method);
    }
    const failed = await bufCall("opend.v1.Quote/GetBasicQot", { securityList: [{ market: 1, code: "nothing" }] });
    assert.notEqual(failed.exitCode, 0);
    const { code, message, details } = JSON.parse(failed.output) as {
      readonly code: string;
      readonly message: string;
      readonly details: readonly { readonly type: string; readonly value: string }[];
    };
    assert.deepEqual([code, message], ["failed_precondition", "未知股票 nothing"]);
    // It leaves details encoded.
    const [{ type, value } = { type: "", value: "" }] = details;
    assert.equal(type, "google.rpc.ErrorInfo");
    assert.equal(ErrorInfo.decode(Buffer.from(value, "base64")).reason, "OPEND_REFUSED");
  });

  it("ghz makes load without a failure", async () => {
    const flags = ["--insecure", "-n", String(CALLS), "-c", "8", "--connections", "2", "-O", "json"];
    const call = ["--call", "opend.v1.Quote.GetBasicQot", "-d", JSON.stringify(QUOTE), gateway.grpc];
    const { exitCode, output } = await runChild(setting("CLIENT_TEST_GHZ"), [...flags, ...call], {
      timeoutMs: TOOL_TIMEOUT_MS,
    });
    assert.equal(exitCode, 0, output);
    const { count, statusCodeDistribution } = JSON.parse(output) as GhzReport;
    assert.equal(count, CALLS);
    assert.deepEqual(statusCodeDistribution, { OK: CALLS });
  });
});
