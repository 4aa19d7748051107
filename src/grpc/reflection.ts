import { Buffer } from "node:buffer";
import { loadFileDescriptorSetFromBuffer } from "@grpc/proto-loader";
import { ReflectionService } from "@grpc/reflection";
import { serviceDescriptorSetBase64 } from "../../generated/descriptors.js";
import { WireReader } from "../ftapi/wire.js";

/** Reflection v1 and v1alpha over the services that are served, reflection and health among them. */
export function createReflection(): ReflectionService {
  const set = Buffer.from(serviceDescriptorSetBase64, "base64");
  // proto-loader drops the JSON names of fields: reflection gets the files as buf made them.
  const fileDescriptorProtos = files(set);
  const definition = Object.entries(loadFileDescriptorSetFromBuffer(set)).map(([name, entry]) => [
    name,
    { ...entry, fileDescriptorProtos },
  ]);
  return new ReflectionService(Object.fromEntries(definition));
}

/** The files of a FileDescriptorSet (`repeated FileDescriptorProto file = 1`), each as its own bytes. */
function files(set: Buffer): Buffer[] {
  const found: Buffer[] = [];
  const reader = new WireReader(set);
  while (reader.next()) {
    if (reader.fieldNumber === 1) found.push(Buffer.from(reader.view()));
    else reader.skip();
  }
  return found;
}
