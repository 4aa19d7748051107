import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { EventEmitter, once } from "node:events";
import { after, before, describe, it } from "node:test";
import { Client, credentials, type Server, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { serviceDescriptorSetBase64 } from "../../generated/descriptors.js";
import { FileDescriptorProto, FileDescriptorSet } from "../../generated/ts/google/protobuf/descriptor.js";
import {
  type DeepPartial,
  ServerReflectionRequest,
  ServerReflectionResponse,
} from "../../generated/ts/grpc/reflection/v1/reflection.js";
import { commands } from "../catalog/catalog.js";
import { Reflection } from "./reflection.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

const OTHER_SERVICES = [
  "futu.service.FutuOpenD",
  "grpc.health.v1.Health",
  "grpc.reflection.v1.ServerReflection",
  "grpc.reflection.v1alpha.ServerReflection",
  "opend.v1.Keys",
  "opend.v1.Limits",
  "opend.v1.Push",
];
const typedServices = [
  ...new Set(commands.flatMap(({ service }) => (service === null ? [] : [`opend.v1.${service}`]))),
];
const served = FileDescriptorSet.decode(Buffer.from(serviceDescriptorSetBase64, "base64")).file;
/** MethodOptions' extension `opend.v1.proto_id`. */
const PROTO_ID_OPTION = 50184;

describe("reflection", () => {
  let server: TestServer;
  let client: Client;
  before(async () => {
    server = await startTestServer({ call: () => () => {} });
    client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  });
  after(async () => {
    client.close();
    await server.close();
  });

  function open(version: string) {
    return client.makeBidiStreamRequest(
      `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => ServerReflectionResponse.decode(bytes),
    );
  }

  async function askBytes(version: string, bytes: Uint8Array): Promise<ServerReflectionResponse> {
    const stream = open(version);
    const answered = once(stream, "data") as Promise<[ServerReflectionResponse]>;
    stream.write(Buffer.from(bytes));
    stream.end();
    const [answer] = await answered;
    return answer;
  }

  function ask(question: DeepPartial<ServerReflectionRequest>, version = "v1"): Promise<ServerReflectionResponse> {
    return askBytes(version, encoded(question));
  }

  /** The files of an answer, by name. */
  function filesOf(answer: ServerReflectionResponse): ReadonlyMap<string, FileDescriptorProto> {
    const found = answer.file_descriptor_response?.file_descriptor_proto;
    assert.ok(found !== undefined, answer.error_response?.error_message);
    return new Map(found.map((bytes) => FileDescriptorProto.decode(bytes)).map((file) => [file.name ?? "", file]));
  }

  for (const version of ["v1", "v1alpha"]) {
    it(`${version} lists every service that is served`, async () => {
      const { list_services_response: list } = await ask({ list_services: "*" }, version);
      assert.deepEqual(list?.service.map(({ name }) => name).sort(), [...OTHER_SERVICES, ...typedServices].sort());
    });

    it(`${version} gives the JSON names of fields and the messages of error details`, async () => {
      for (const [symbol, name] of [
        ["futu.service.FutuOpenD", "protoId"],
        ["google.rpc.RetryInfo", "retryDelay"],
      ] as const) {
        const files = [...filesOf(await ask({ file_containing_symbol: symbol }, version)).values()];
        const fields = files.flatMap((file) => file.message_type.flatMap((message) => message.field));
        assert.ok(
          fields.some((field) => field.json_name === name),
          `${symbol} with ${name}`,
        );
      }
    });
  }

  it("gives the file of each service, method and message, with all that it imports", async () => {
    const stream = open("v1");
    const answers = stream[Symbol.asyncIterator]() as AsyncIterator<ServerReflectionResponse>;
    let symbols = 0;
    const check = async (symbol: string, home: string): Promise<void> => {
      stream.write(Buffer.from(encoded({ file_containing_symbol: symbol })));
      const { value: answer } = await answers.next();
      assert.equal(answer.original_request?.file_containing_symbol, symbol);
      const files = filesOf(answer);
      assert.equal([...files.keys()][0], home, symbol);
      for (const file of files.values()) {
        for (const dependency of file.dependency) assert.ok(files.has(dependency), `${symbol}: ${dependency}`);
      }
      symbols++;
    };
    for (const file of served) {
      const scope = file.package ? `${file.package}.` : "";
      const home = file.name ?? "";
      for (const service of file.service) {
        await check(`${scope}${service.name}`, home);
        for (const method of service.method) await check(`${scope}${service.name}.${method.name}`, home);
      }
      for (const { name } of file.message_type.slice(0, 1)) await check(`${scope}${name}`, home);
    }
    stream.end();
    assert.ok(symbols > 2 * commands.filter(({ service }) => service !== null).length, String(symbols));
  });

  it("finds nested messages, fields, enums and their values", async () => {
    for (const [symbol, home] of [
      ["Qot_GetBasicQot.C2S.securityList", "Qot_GetBasicQot.proto"],
      ["futu.service.PushConflation.Mode", "futu/service/futu.proto"],
      ["futu.service.PushConflation.MODE_OFF", "futu/service/futu.proto"],
      ["opend.v1.WatchEvent.update", "opend/v1/push.proto"],
    ] as const) {
      assert.equal([...filesOf(await ask({ file_containing_symbol: symbol })).keys()][0], home, symbol);
    }
  });

  it("gives files by name, byte for byte as they were built, so with the options of methods", async () => {
    const answer = await ask({ file_by_filename: "opend/v1/quote.proto" });
    const [bytes] = answer.file_descriptor_response?.file_descriptor_proto ?? [];
    const set = Buffer.from(serviceDescriptorSetBase64, "base64");
    assert.ok(bytes !== undefined && set.includes(Buffer.from(bytes)));
    // Field 50184 as a varint, then 3004.
    assert.ok(Buffer.from(bytes).includes(Buffer.from([0xc0, 0xc0, 0x18, 0xbc, 0x17])));
  });

  it("tells of extensions: their numbers, and the file of each", async () => {
    const extended = "google.protobuf.MethodOptions";
    const { all_extension_numbers_response: numbers } = await ask({ all_extension_numbers_of_type: extended });
    assert.equal(numbers?.base_type_name, extended);
    assert.deepEqual(numbers?.extension_number, [PROTO_ID_OPTION]);
    const extension = { containing_type: extended, extension_number: PROTO_ID_OPTION };
    const files = filesOf(await ask({ file_containing_extension: extension }));
    assert.equal([...files.keys()][0], "opend/v1/catalog.proto");
    const none = await ask({ all_extension_numbers_of_type: "Qot_GetBasicQot.C2S" });
    assert.deepEqual(none.all_extension_numbers_response?.extension_number, []);
  });

  it("says what it does not know, and answers the next question", async () => {
    const long = "x".repeat(100_000);
    const wrong: readonly [DeepPartial<ServerReflectionRequest>, number][] = [
      [{ file_containing_symbol: "opend.v1.Nothing" }, 5],
      [{ file_by_filename: long }, 5],
      [{ file_containing_extension: { containing_type: "opend.v1.Quote", extension_number: 1 } }, 5],
      [{ all_extension_numbers_of_type: "opend.v1.Nothing" }, 5],
      [{}, 12],
    ];
    const stream = open("v1");
    const answers = stream[Symbol.asyncIterator]() as AsyncIterator<ServerReflectionResponse>;
    for (const [question, code] of wrong) {
      stream.write(Buffer.from(encoded(question)));
      const { error_response: error } = (await answers.next()).value;
      assert.equal(error?.error_code, code);
      assert.ok((error?.error_message?.length ?? 0) < 300);
    }
    stream.write(Buffer.from([0x1a, 0x7f]));
    assert.equal((await answers.next()).value.error_response?.error_code, 3);
    stream.write(Buffer.from(encoded({ list_services: "" })));
    assert.ok((await answers.next()).value.list_services_response.service.length > 10);
    stream.end();
  });

  it("takes no further question while its answers are not read", () => {
    const calls: string[] = [];
    const call = Object.assign(new EventEmitter(), {
      write: () => calls.push("write") < 3,
      pause: () => calls.push("pause"),
      resume: () => calls.push("resume"),
      end: () => calls.push("end"),
    });
    const addService = (_: unknown, { ServerReflectionInfo }: UntypedServiceImplementation) =>
      (ServerReflectionInfo as (call: unknown) => void)(call);
    new Reflection().addTo({ addService } as unknown as Server);
    // Both versions serve this call.
    call.emit("data", { message: ServerReflectionRequest.fromPartial({ list_services: "" }), fault: null });
    assert.deepEqual(calls, ["write", "write"]);
    call.emit("data", { message: null, fault: "cut short" });
    assert.deepEqual(calls.slice(2), ["write", "pause", "write", "pause"]);
    call.emit("drain");
    call.emit("end");
    assert.deepEqual(calls.slice(6), ["resume", "resume", "end", "end"]);
  });
});

function encoded(question: DeepPartial<ServerReflectionRequest>): Uint8Array {
  return ServerReflectionRequest.encode(ServerReflectionRequest.fromPartial(question)).finish();
}
