import { showValue } from "./problem.js";
import type { Setting } from "./settings-table.js";
import { suggestion } from "./suggest.js";
import { fromText, textFormHint } from "./text-form.js";

/** A value that fits its setting, as the schema takes it, or what is wrong with it. */
export type Checked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Checks one raw value of one source. */
export function checkValue(setting: Setting, raw: unknown): Checked {
  const value = typeof raw === "string" ? fromText(setting.kind, raw) : raw;
  const result = setting.schema.safeParse(value);
  if (result.success && value !== undefined) return { ok: true, value };
  const [issue] = result.error?.issues ?? [];
  if (issue?.code === "custom") {
    // A refinement that says "must be ..." leaves the value out on purpose: it may be a secret.
    return { ok: false, problem: issue.message };
  }
  const at = setting.kind === "profiles" ? (issue?.path.join(".") ?? "") : "";
  if (issue !== undefined && at !== "") {
    return { ok: false, problem: `must be ${setting.expects}; at ${at}: ${issue.message}` };
  }
  const shown = setting.secret ? "another value" : showValue(value);
  const near = setting.kind === "choice" && typeof raw === "string" ? suggestion(raw, choices(setting)) : "";
  return { ok: false, problem: `must be ${setting.expects}, not ${shown}${near}${textFormHint(setting.kind, value)}` };
}

function choices(setting: Setting): string[] {
  return setting.expects.split(/, | or /);
}
