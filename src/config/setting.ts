import { z } from "zod";
import type { NumberDefault } from "./defaults.js";

/** How a setting is written on a command line or in the environment. */
export type SettingKind =
  | "integer"
  | "number"
  | "bytes"
  | "duration"
  | "boolean"
  | "choice"
  | "address"
  | "addresses"
  | "path"
  | "folder"
  | "text"
  | "profiles";

/** What is told of a setting beside its schema. */
export interface SettingInfo {
  readonly kind: SettingKind;
  /** Without the dashes. The environment variable has the same name. null: in the config file only. */
  readonly flag: string | null;
  /** What it does, in one line. */
  readonly summary: string;
  /** The default as it is shown. */
  readonly defaultText: string;
  /** What a value must be, to follow "must be". */
  readonly expects: string;
  /** Why this default. */
  readonly why: string;
  /** Whether a running gateway takes a new value. */
  readonly reloadable: boolean;
  /** Never shown. */
  readonly secret: boolean;
}

/** Carries the info of each leaf of the schema. */
export const settingInfo = z.registry<SettingInfo>();

interface Common {
  readonly flag: string | null;
  readonly summary: string;
  readonly why: string;
  readonly secret?: boolean;
}

function info(kind: SettingKind, expects: string, defaultText: string, about: Common): SettingInfo {
  const { flag, summary, why, secret = false } = about;
  // Nothing is re-read while running yet.
  return { kind, flag, summary, why, secret, expects, defaultText, reloadable: false };
}

/** A number setting; value, range and reason come from defaults.ts. */
export function numberSetting(
  kind: "integer" | "number" | "bytes" | "duration",
  number: NumberDefault,
  about: Omit<Common, "why">,
): z.ZodDefault<z.ZodNumber> {
  const base = kind === "number" ? z.number() : z.int();
  const show = (value: number): string => formatNumber(kind, value);
  const what = { integer: "a whole number", number: "a number", bytes: "a size", duration: "a duration" }[kind];
  const expects = `${what} from ${show(number.min)} to ${show(number.max)}`;
  const schema: z.ZodNumber = base.min(number.min).max(number.max);
  return schema
    .default(number.value)
    .register(settingInfo, info(kind, expects, show(number.value), { ...about, why: number.why }));
}

/** A setting with a closed list of values. */
export function choiceSetting<const T extends readonly [string, ...string[]]>(
  values: T,
  fallback: T[number],
  about: Common,
): z.ZodDefault<z.ZodEnum<{ [K in T[number]]: K }>> {
  const schema = z.enum(values) as z.ZodEnum<{ [K in T[number]]: K }>;
  const withDefault = schema.default(fallback as z.util.NoUndefined<T[number]>);
  return withDefault.register(settingInfo, info("choice", oneOf(values), fallback, about));
}

/** A choice that may be left to the gateway. `unset` tells what it then does. */
export function optionalChoiceSetting<const T extends readonly [string, ...string[]]>(
  values: T,
  unset: string,
  about: Common,
): z.ZodDefault<z.ZodNullable<z.ZodEnum<{ [K in T[number]]: K }>>> {
  const schema = z.enum(values) as z.ZodEnum<{ [K in T[number]]: K }>;
  return schema
    .nullable()
    .default(null)
    .register(settingInfo, info("choice", oneOf(values), unset, about));
}

export function booleanSetting(fallback: boolean, about: Common): z.ZodDefault<z.ZodBoolean> {
  return z
    .boolean()
    .default(fallback)
    .register(settingInfo, info("boolean", "on or off", fallback ? "on" : "off", about));
}

/** A file. */
export function pathSetting(about: Common): z.ZodDefault<z.ZodNullable<z.ZodString>> {
  return pathOf("path", "file", about);
}

/** What stands for no file or folder where there is one by default; `./none` is a path. */
export const NO_PATH = "none";

/** A folder that there is by default, or {@link NO_PATH}; null: left to the gateway. `unset` tells what it then does. */
export function folderSetting(unset: string, about: Common): z.ZodDefault<z.ZodNullable<z.ZodString>> {
  return pathOf("folder", "folder", about, unset);
}

/** A file or a folder that there is by default, or {@link NO_PATH}; null: left to the gateway. */
export function fileOrFolderSetting(unset: string, about: Common): z.ZodDefault<z.ZodNullable<z.ZodString>> {
  return pathOf("folder", "file or a folder", about, unset);
}

/** A text of at most 1024 characters. `problem` says what it must be, never what it is: the text may be a secret. */
export function textSetting(
  expects: string,
  fits: RegExp,
  unset: string,
  about: Common,
): z.ZodDefault<z.ZodNullable<z.ZodString>> {
  return z
    .string()
    .max(1024)
    .refine((text) => fits.test(text), `must be ${expects}`)
    .nullable()
    .default(null)
    .register(settingInfo, info("text", expects, unset, about));
}

/** What a caller of a profile may do. What is left out is as in the gateway's standard profile. */
export interface LimitsProfileSetting {
  readonly quotes?: BucketSetting | undefined;
  readonly accounts?: BucketSetting | undefined;
  readonly trading?: BucketSetting | undefined;
  /** Push streams at once. */
  readonly streams?: number | undefined;
  /** Units (one security with one SubType) that its streams and calls may hold together. */
  readonly symbols?: number | undefined;
}

/** A token bucket. */
export interface BucketSetting {
  readonly perSecond: number;
  readonly burst: number;
}

export type LimitsProfiles = Readonly<Record<string, LimitsProfileSetting>>;

/** Names of profiles, here and in the keys file. */
export const PROFILE_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const MAX_PER_SECOND = 1_000_000;

/** Limits by name; a map, so in the config file only. */
export function profilesSetting(about: Omit<Common, "flag">): z.ZodDefault<z.ZodType<LimitsProfiles>> {
  const bucket = z.strictObject({
    perSecond: z.number().min(0.001).max(MAX_PER_SECOND),
    burst: z.int().min(1).max(MAX_PER_SECOND),
  });
  const count = z.int().min(0).max(1_000_000);
  const profile = z.strictObject({
    quotes: bucket.optional(),
    accounts: bucket.optional(),
    trading: bucket.optional(),
    streams: count.optional(),
    symbols: count.optional(),
  });
  const expects = "a map of names to quotes, accounts, trading (each with perSecond and burst), streams, symbols";
  const profiles: z.ZodType<LimitsProfiles> = z.record(z.string().regex(PROFILE_NAME), profile);
  return profiles.default({}).register(settingInfo, info("profiles", expects, "none", { ...about, flag: null }));
}

function pathOf(
  kind: "path" | "folder",
  what: string,
  about: Common,
  unset = "none",
): z.ZodDefault<z.ZodNullable<z.ZodString>> {
  const expects = kind === "path" ? `the path of a ${what}` : `the path of a ${what}, or ${NO_PATH}`;
  return (
    z
      .string()
      .min(1)
      .max(4096)
      // A key pasted in place of its file must not reach an error text or a log.
      .refine((text) => !text.includes("-----BEGIN"), `must be the path of a ${what}, not its content`)
      .refine((text) => !text.includes("\0") && !text.includes("\n"), `must be the path of a ${what}`)
      .nullable()
      .default(null)
      .register(settingInfo, info(kind, expects, unset, about))
  );
}

/** An address text; `parse` throws with a message for the user. */
export function addressSetting<T>(
  parse: (text: string) => T,
  fallback: string,
  about: Common,
): z.ZodPrefault<z.ZodPipe<z.ZodString, z.ZodTransform<T, string>>> {
  return addressSchema(parse)
    .prefault(fallback)
    .register(settingInfo, info("address", "an address", fallback, about));
}

/** Any number of addresses. */
export function addressListSetting<T>(
  parse: (text: string) => T,
  unset: string,
  about: Common,
): z.ZodPrefault<z.ZodArray<z.ZodPipe<z.ZodString, z.ZodTransform<T, string>>>> {
  return z
    .array(addressSchema(parse))
    .max(64)
    .prefault([])
    .register(settingInfo, info("addresses", "a list of up to 64 addresses", unset, about));
}

/** A number with the unit that is easiest to read. */
export function formatNumber(kind: SettingKind, value: number): string {
  if (kind === "duration") return value % 1000 === 0 ? `${value / 1000}s` : `${value}ms`;
  if (kind !== "bytes") return String(value);
  if (value % (1024 * 1024) === 0) return `${value / (1024 * 1024)}MiB`;
  return value % 1024 === 0 ? `${value / 1024}KiB` : `${value}B`;
}

function addressSchema<T>(parse: (text: string) => T): z.ZodPipe<z.ZodString, z.ZodTransform<T, string>> {
  return z.string().transform((text, context): T => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : "is not an address" });
      return z.NEVER;
    }
  });
}

function oneOf(values: readonly string[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
