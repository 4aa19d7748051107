import { z } from "zod";
import { configSchema } from "./schema.js";
import { type SettingInfo, settingInfo } from "./setting.js";

/** Prefix of the gateway's environment variables. */
export const ENV_PREFIX = "OPEND_GATEWAY_";

/** One row of the table of settings. */
export interface Setting extends SettingInfo {
  /** As in the config file, sections joined by dots: `grpc.address`. */
  readonly key: string;
  readonly path: readonly string[];
  /** null: in the config file only. */
  readonly env: string | null;
  readonly schema: z.ZodType;
}

/** Every setting, in the order of the schema. */
export const settings: readonly Setting[] = collect(configSchema, []);

const byKey = new Map(settings.map((setting) => [setting.key, setting]));

export function settingByKey(key: string): Setting | undefined {
  return byKey.get(key);
}

/** The environment variable that belongs to a flag. */
export function envName(flag: string): string {
  return ENV_PREFIX + flag.toUpperCase().replaceAll("-", "_");
}

/** JSON Schema of the config file, for editors. */
export function configJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, {
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      const about = zodSchema instanceof z.ZodType ? settingInfo.get(zodSchema) : undefined;
      if (about === undefined) return;
      jsonSchema.description = `${about.summary} Default: ${about.defaultText}.`;
      if (about.kind === "bytes" || about.kind === "duration") {
        const { type, minimum, maximum } = jsonSchema;
        const pattern = about.kind === "bytes" ? "^\\d+(B|KiB|MiB)?$" : "^\\d+(\\.\\d+)?(ms|s|m)$";
        for (const key of ["type", "minimum", "maximum"] as const) delete jsonSchema[key];
        jsonSchema.anyOf = [
          { type: type ?? "integer", minimum: minimum ?? 0, maximum: maximum ?? Number.MAX_SAFE_INTEGER },
          { type: "string", pattern },
        ];
      }
    },
  });
  return { ...schema, title: "Settings of opend-gateway" };
}

function collect(object: z.ZodObject, path: readonly string[]): Setting[] {
  // Two levels at most: load.ts relies on it.
  if (path.length > 1) throw new Error(`${path.join(".")} is nested too deep`);
  return Object.entries(object.shape).flatMap(([name, schema]) => {
    const here = [...path, name];
    if (!(schema instanceof z.ZodType)) throw new Error(`${here.join(".")} is no zod type`);
    const about = settingInfo.get(schema);
    if (about !== undefined) {
      const env = about.flag === null ? null : envName(about.flag);
      return [{ ...about, key: here.join("."), path: here, env, schema }];
    }
    const inner = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
    if (!(inner instanceof z.ZodObject)) throw new Error(`${here.join(".")} is neither a section nor a setting`);
    return collect(inner, here);
  });
}
