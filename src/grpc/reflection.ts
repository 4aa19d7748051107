import { Buffer } from "node:buffer";
import { loadFileDescriptorSetFromBuffer } from "@grpc/proto-loader";
import { ReflectionService } from "@grpc/reflection";
import { serviceDescriptorSetBase64 } from "../../generated/descriptors.js";

/** Reflection v1 and v1alpha over the services that are served, reflection and health among them. */
export function createReflection(): ReflectionService {
  const definition = loadFileDescriptorSetFromBuffer(Buffer.from(serviceDescriptorSetBase64, "base64"));
  return new ReflectionService(definition);
}
