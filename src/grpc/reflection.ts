import { Buffer } from "node:buffer";
import { type Server, type ServerDuplexStream, type ServiceDefinition, status } from "@grpc/grpc-js";
import { serviceDescriptorSetBase64 } from "../../generated/descriptors.js";
import {
  type DeepPartial,
  ServerReflectionRequest,
  ServerReflectionResponse,
} from "../../generated/ts/grpc/reflection/v1/reflection.js";
import { DescriptorIndex } from "./descriptor-index.js";
import { type OwnRequest, ownRequest } from "./own-method.js";

/** Both versions have the same messages, under other names. */
const SERVICE_NAMES = ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"] as const;

/** How much of a name that is not known is said back. */
const MAX_TOLD_NAME = 200;

type Question = OwnRequest<ServerReflectionRequest>;
type Answer = DeepPartial<ServerReflectionResponse>;
type ReflectionCall = ServerDuplexStream<Question, Buffer>;

/**
 * Reflection v1 and v1alpha over the services that are served. Clients get the
 * files as buf made them, with all options. Nothing is built before the first
 * question: it costs the start nothing.
 */
export class Reflection {
  private index: DescriptorIndex | null = null;

  addTo(server: Server): void {
    for (const name of SERVICE_NAMES) {
      server.addService(definition(name), { ServerReflectionInfo: (call: ReflectionCall) => this.serve(call) });
    }
  }

  private serve(call: ReflectionCall): void {
    call.on("data", (question: Question) => {
      // Who asks without reading is not answered without end.
      if (!call.write(this.encodedAnswer(question))) call.pause();
    });
    call.on("drain", () => call.resume());
    call.on("end", () => call.end());
  }

  private encodedAnswer({ message, fault }: Question): Buffer {
    const answer =
      message === null
        ? failure(status.INVALID_ARGUMENT, fault ?? "no request")
        : { valid_host: message.host, original_request: message, ...this.answer(message) };
    return Buffer.from(ServerReflectionResponse.encode(ServerReflectionResponse.fromPartial(answer)).finish());
  }

  private answer(question: ServerReflectionRequest): Answer {
    this.index ??= new DescriptorIndex(Buffer.from(serviceDescriptorSetBase64, "base64"));
    const { index } = this;
    const {
      file_by_filename: file,
      file_containing_symbol: symbol,
      file_containing_extension: extension,
      all_extension_numbers_of_type: extended,
      list_services: list,
    } = question;
    if (list !== undefined) return { list_services_response: { service: index.services.map((name) => ({ name })) } };
    if (file !== undefined) return files(index.byName(file), "file", file);
    if (symbol !== undefined) return files(index.bySymbol(symbol), "symbol", symbol);
    if (extension !== undefined) {
      const { containing_type: type = "", extension_number: number = 0 } = extension;
      return files(index.byExtension(type, number), `extension ${number} of`, type);
    }
    if (extended !== undefined) {
      const numbers = index.extensionNumbers(extended);
      if (numbers === null) return notFound("message", extended);
      return { all_extension_numbers_response: { base_type_name: extended, extension_number: [...numbers] } };
    }
    return failure(status.UNIMPLEMENTED, "the question is none that this server knows");
  }
}

function files(found: readonly Buffer[] | null, kind: string, name: string): Answer {
  if (found === null) return notFound(kind, name);
  return { file_descriptor_response: { file_descriptor_proto: [...found] } };
}

function notFound(kind: string, name: string): Answer {
  return failure(status.NOT_FOUND, `there is no ${kind} ${name.slice(0, MAX_TOLD_NAME)}`);
}

function failure(code: status, message: string): Answer {
  return { error_response: { error_code: code, error_message: message } };
}

function definition(serviceName: string): ServiceDefinition {
  return {
    ServerReflectionInfo: {
      path: `/${serviceName}/ServerReflectionInfo`,
      requestStream: true,
      responseStream: true,
      requestSerialize: (message: ServerReflectionRequest) =>
        Buffer.from(ServerReflectionRequest.encode(message).finish()),
      requestDeserialize: ownRequest("ServerReflectionRequest", (bytes) => ServerReflectionRequest.decode(bytes)),
      responseSerialize: (answer: Buffer) => answer,
      responseDeserialize: (bytes: Buffer) => bytes,
    },
  };
}
