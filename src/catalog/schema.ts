import { Buffer } from "node:buffer";
import Long from "long";
import protobuf from "protobufjs";
import "protobufjs/ext/descriptor/index.js";
import { descriptorSetBase64 } from "../../generated/descriptors.js";

// 64-bit ids pass 2^53: protobufjs is exact only when it is handed Long.
protobuf.util.Long = Long;
protobuf.configure();

let root: protobuf.Root | undefined;

/** All messages, official ones included. Built on first use: it takes about 0.1 s. */
function schemaRoot(): protobuf.Root {
  if (root === undefined) {
    const withDescriptor = protobuf.Root as typeof protobuf.Root & {
      fromDescriptor(set: Uint8Array): protobuf.Root;
    };
    root = withDescriptor.fromDescriptor(Buffer.from(descriptorSetBase64, "base64"));
    root.resolveAll();
  }
  return root;
}

/**
 * The message called `fullName`, such as `Qot_Sub.Request`.
 * @throws Error where there is none.
 */
export function messageType(fullName: string): protobuf.Type {
  const type = lookup(fullName);
  if (type === null) throw new Error(`no message is called ${fullName}`);
  return type;
}

/** Whether a message called `fullName` is known. */
export function hasMessage(fullName: string): boolean {
  return lookup(fullName) !== null;
}

/** By the full name only: protobufjs would also search every package for a short one and take the first it meets. */
function lookup(fullName: string): protobuf.Type | null {
  const found = schemaRoot().lookup(fullName, [protobuf.Type]);
  return found instanceof protobuf.Type && found.fullName === `.${fullName}` ? found : null;
}
