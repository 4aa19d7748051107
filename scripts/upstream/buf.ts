import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What buf's JSON image says of one proto file. */
export interface FileImage {
  readonly name: string;
  readonly package?: string;
  readonly messageType?: readonly MessageImage[];
  readonly enumType?: readonly EnumImage[];
  readonly sourceCodeInfo?: {
    readonly location: readonly {
      readonly path?: readonly number[];
      readonly leadingComments?: string;
      readonly trailingComments?: string;
    }[];
  };
}

export interface MessageImage {
  readonly name: string;
  readonly field?: readonly FieldImage[];
  readonly nestedType?: readonly MessageImage[];
  readonly enumType?: readonly EnumImage[];
  readonly oneofDecl?: readonly { readonly name: string }[];
}

export interface FieldImage {
  readonly name: string;
  readonly number: number;
  /** Such as `TYPE_INT32`. */
  readonly type: string;
  /** Such as `.Common.PacketID`, for messages and enums. */
  readonly typeName?: string;
  /** Such as `LABEL_REQUIRED`. */
  readonly label: string;
  readonly defaultValue?: string;
  readonly oneofIndex?: number;
}

export interface EnumImage {
  readonly name: string;
  readonly value: readonly { readonly name: string; readonly number: number }[];
}

const bufBinary = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

/** The compiled protos of `folder`; `scratch` takes the image. */
export function protoImages(folder: string, scratch: string): readonly FileImage[] {
  const image = join(scratch, "image.json");
  const config = JSON.stringify({ version: "v2", modules: [{ path: "." }] });
  execFileSync(process.execPath, [bufBinary, "build", ".", "--config", config, "-o", image], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return (JSON.parse(readFileSync(image, "utf8")) as { readonly file: readonly FileImage[] }).file;
}
