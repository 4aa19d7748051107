import { Buffer } from "node:buffer";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FieldDescriptorProto,
  FileDescriptorProto,
} from "../../generated/ts/google/protobuf/descriptor.js";
import { WireReader } from "../ftapi/wire.js";

/** A file as it stands in the set. */
interface ProtoFile {
  readonly bytes: Buffer;
  readonly dependencies: readonly string[];
}

/** The files of a FileDescriptorSet, byte for byte, and what is declared in which of them. */
export class DescriptorIndex {
  /** Full names, in the order of the set. */
  readonly services: string[] = [];
  private readonly files = new Map<string, ProtoFile>();
  /** By the full name of everything that a file declares. */
  private readonly fileOfSymbol = new Map<string, string>();
  /** By extended message and field number. */
  private readonly fileOfExtension = new Map<string, Map<number, string>>();

  /** @param set an encoded FileDescriptorSet. Its files are kept as views. */
  constructor(set: Buffer) {
    const reader = new WireReader(set);
    while (reader.next()) {
      if (reader.fieldNumber !== SET_FILE) reader.skip();
      else this.addFile(reader.view());
    }
  }

  /** The file of that name and all that it imports; null: there is none. */
  byName(name: string): readonly Buffer[] | null {
    return this.files.has(name) ? this.withImports(name) : null;
  }

  /** The file that declares a service, method, message, field, enum, enum value or extension, and all that it imports. */
  bySymbol(symbol: string): readonly Buffer[] | null {
    const name = this.fileOfSymbol.get(symbol);
    return name === undefined ? null : this.withImports(name);
  }

  /** The file with that extension of a message, and all that it imports. */
  byExtension(message: string, number: number): readonly Buffer[] | null {
    const name = this.fileOfExtension.get(message)?.get(number);
    return name === undefined ? null : this.withImports(name);
  }

  /** The numbers of a message's extensions: none for a message that has none, null for no message. */
  extensionNumbers(message: string): readonly number[] | null {
    const numbers = this.fileOfExtension.get(message);
    if (numbers !== undefined) return [...numbers.keys()];
    return this.fileOfSymbol.has(message) ? [] : null;
  }

  private withImports(name: string): readonly Buffer[] {
    const names = new Set([name]);
    const found: Buffer[] = [];
    // A set goes on over what is added to it.
    for (const each of names) {
      const file = this.files.get(each);
      if (file === undefined) continue;
      found.push(file.bytes);
      for (const dependency of file.dependencies) names.add(dependency);
    }
    return found;
  }

  private addFile(view: Uint8Array): void {
    const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
    const file = FileDescriptorProto.decode(bytes);
    const fileName = file.name ?? "";
    const scope = file.package ?? "";
    this.files.set(fileName, { bytes, dependencies: file.dependency });
    for (const message of file.message_type) this.addMessage(message, scope, fileName);
    for (const type of file.enum_type) this.addEnum(type, scope, fileName);
    for (const extension of file.extension) this.addExtension(extension, scope, fileName);
    for (const service of file.service) {
      const serviceName = this.add(service.name, scope, fileName);
      this.services.push(serviceName);
      for (const { name } of service.method) this.add(name, serviceName, fileName);
    }
  }

  private addMessage(message: DescriptorProto, scope: string, file: string): void {
    const fullName = this.add(message.name, scope, file);
    for (const { name } of message.field) this.add(name, fullName, file);
    for (const { name } of message.oneof_decl) this.add(name, fullName, file);
    for (const nested of message.nested_type) this.addMessage(nested, fullName, file);
    for (const type of message.enum_type) this.addEnum(type, fullName, file);
    for (const extension of message.extension) this.addExtension(extension, fullName, file);
  }

  /** An enum's values stand beside it, not in it. */
  private addEnum(type: EnumDescriptorProto, scope: string, file: string): void {
    this.add(type.name, scope, file);
    for (const { name } of type.value) this.add(name, scope, file);
  }

  private addExtension({ name, extendee, number }: FieldDescriptorProto, scope: string, file: string): void {
    this.add(name, scope, file);
    // buf writes full names, with a dot before them.
    const message = (extendee ?? "").replace(/^\./, "");
    const numbers = this.fileOfExtension.get(message) ?? new Map<number, string>();
    this.fileOfExtension.set(message, numbers.set(number ?? 0, file));
  }

  private add(name: string | undefined, scope: string, file: string): string {
    const fullName = scope === "" ? (name ?? "") : `${scope}.${name ?? ""}`;
    this.fileOfSymbol.set(fullName, file);
    return fullName;
  }
}

/** FileDescriptorSet.file. */
const SET_FILE = 1;
