import { Buffer } from "node:buffer";
import type { MethodDefinition, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { commands } from "../catalog/catalog.js";
import { type TypedMethod, typedMethods } from "../catalog/typed-method.js";
import { opendFailure } from "../gateway/opend-failure.js";
import type { CallMetrics, MethodMetrics } from "../telemetry/call-metrics.js";
import { CommandCall, type CommandCallOptions, type CommandSurface } from "./command-call.js";

type BytesMethod = MethodDefinition<Buffer, Uint8Array>;
type BytesHandler = (call: ServerUnaryCall<Buffer, Uint8Array>, callback: sendUnaryData<Uint8Array>) => void;

/** A service of `opend.v1` as grpc-js takes it. */
export interface TypedService {
  readonly definition: Readonly<Record<string, BytesMethod>>;
  readonly implementation: Readonly<Record<string, BytesHandler>>;
}

export interface TypedServicesOptions extends CommandCallOptions {
  readonly metrics: CallMetrics;
}

/** Such as `opend.v1.Quote`. */
export const TYPED_SERVICE_NAMES: readonly string[] = [
  ...new Set(typedMethods(commands).map(({ service }) => service)),
];

/** Paths of all typed methods. */
export const TYPED_PATHS: readonly string[] = typedMethods(commands).map(pathOf);

/** The typed services: a method for each command that has messages, each `Request` with its proto_id and without the envelope. */
export function typedServices(options: TypedServicesOptions): readonly TypedService[] {
  const services = new Map<string, Record<string, { definition: BytesMethod; handler: BytesHandler }>>();
  for (const typed of typedMethods(commands)) {
    const methods = services.get(typed.service) ?? {};
    methods[typed.method] = { definition: bytesMethod(pathOf(typed)), handler: typedHandler(options, typed) };
    services.set(typed.service, methods);
  }
  return [...services.values()].map((methods) => ({
    definition: mapped(methods, ({ definition }) => definition),
    implementation: mapped(methods, ({ handler }) => handler),
  }));
}

function typedHandler(options: TypedServicesOptions, { command, service, method }: TypedMethod): BytesHandler {
  const surface = typedSurface(command.protoId);
  // Most methods are never called: series of theirs at zero would be most of what is scraped.
  let metrics: MethodMetrics | null = null;
  return (call, callback) => {
    metrics ??= options.metrics.method(service, method, "unary");
    new CommandCall(options, surface, metrics, call, callback).start();
  };
}

/** Takes a command's C2S and gives its S2C; a failure of OpenD is a failure of the call. */
export function typedSurface(protoId: number): CommandSurface<Buffer, Uint8Array> {
  return {
    protoId: () => protoId,
    ask: (body) => ({ protoId, body, bodyMode: "s2c" }),
    failure: opendFailure,
    answer: ({ body }) => body,
  };
}

function pathOf({ service, method }: TypedMethod): string {
  return `/${service}/${method}`;
}

/** Bytes in, bytes out: nothing is decoded that `Request` would not decode. */
function bytesMethod(path: string): BytesMethod {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: (bytes) => bytes,
    requestDeserialize: (bytes) => bytes,
    responseSerialize: asBuffer,
    responseDeserialize: (bytes) => bytes,
  };
}

/** The same bytes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function mapped<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
