import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Client, credentials } from "@grpc/grpc-js";
import protobuf from "protobufjs";
import { startTestServer, type TestServer } from "./testing/test-server.js";

const messages = protobuf.parse(
  `syntax = "proto3"; package grpc.reflection.v1;
  message ServerReflectionRequest { string file_containing_symbol = 4; string list_services = 7; }
  message FileDescriptorResponse { repeated bytes file_descriptor_proto = 1; }
  message ServiceResponse { string name = 1; }
  message ListServiceResponse { repeated ServiceResponse service = 1; }
  message ServerReflectionResponse { FileDescriptorResponse file_descriptor_response = 4; ListServiceResponse list_services_response = 6; }`,
  { keepCase: true },
).root;
const Request = messages.lookupType("grpc.reflection.v1.ServerReflectionRequest");
const Response = messages.lookupType("grpc.reflection.v1.ServerReflectionResponse");

const SERVICES = [
  "futu.service.FutuOpenD",
  "grpc.health.v1.Health",
  "grpc.reflection.v1.ServerReflection",
  "grpc.reflection.v1alpha.ServerReflection",
  "opend.v1.Keys",
  "opend.v1.Limits",
];

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

  function ask(version: string, question: Record<string, string>): Promise<Record<string, unknown>> {
    const stream = client.makeBidiStreamRequest(
      `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
      (message: Record<string, string>) => Buffer.from(Request.encode(message).finish()),
      (bytes: Buffer) => Response.toObject(Response.decode(bytes), { arrays: true }) as Record<string, unknown>,
    );
    return new Promise((resolve, reject) => {
      stream.on("data", resolve).on("error", reject);
      stream.write(question);
      stream.end();
    });
  }

  for (const version of ["v1", "v1alpha"]) {
    it(`${version} lists every service that is served`, async () => {
      const answer = (await ask(version, { list_services: "*" })) as {
        list_services_response: { service: { name: string }[] };
      };
      assert.deepEqual(answer.list_services_response.service.map(({ name }) => name).sort(), SERVICES);
    });

    it(`${version} gives the JSON names of fields and the messages of error details`, async () => {
      for (const [symbol, name] of [
        ["futu.service.FutuOpenD", "protoId"],
        ["google.rpc.RetryInfo", "retryDelay"],
      ] as const) {
        const answer = (await ask(version, { file_containing_symbol: symbol })) as {
          file_descriptor_response: { file_descriptor_proto: Uint8Array[] };
        };
        const files = answer.file_descriptor_response.file_descriptor_proto.map((file) => Buffer.from(file));
        assert.ok(
          files.some((file) => file.includes(name)),
          `${symbol} with ${name}`,
        );
      }
    });
  }
});
