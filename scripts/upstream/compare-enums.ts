import type { Change } from "./change.js";
import type { Enum } from "./proto-model.js";

type EnumChange = Pick<Change, "what" | "how" | "breaks" | "name" | "detail">;

/** What changed in the values of an enum that both releases have. */
export function compareValues(before: Enum, after: Enum): readonly EnumChange[] {
  const what = "enum value";
  const changes: EnumChange[] = [];
  const heirs = new Set<string>();
  for (const { name: short, number } of before.values) {
    const name = `${before.fullName}.${short}`;
    const same = after.values.find((value) => value.name === short);
    if (same?.number === number) continue;
    const heir = after.values.find((value) => value.number === number);
    if (same !== undefined) {
      changes.push({ what, how: "changed", breaks: "wire", name, detail: `${number} became ${same.number}` });
    } else if (heir !== undefined && !before.values.some((value) => value.name === heir.name)) {
      heirs.add(heir.name);
      changes.push({ what, how: "changed", breaks: "names", name, detail: `${number}, now called ${heir.name}` });
    } else {
      const taken = heir === undefined ? "" : `, which ${heir.name} has now`;
      changes.push({ what, how: "removed", breaks: "wire", name, detail: `${number}${taken}` });
    }
  }
  for (const { name: short, number } of after.values) {
    if (heirs.has(short) || before.values.some((value) => value.name === short)) continue;
    const alias = before.values.find((value) => value.number === number);
    const detail = alias === undefined ? `${number}` : `${number}, another name of ${alias.name}`;
    changes.push({ what, how: "added", breaks: "nothing", name: `${after.fullName}.${short}`, detail });
  }
  return changes;
}

/** An enum that is no longer where it was; int32 fields may go on meaning it, so this touches no byte. */
export function removedEnum(before: Enum, now: Iterable<Enum>): EnumChange {
  const short = before.fullName.slice(before.fullName.lastIndexOf("."));
  const moved = [...now].find(
    ({ fullName, values }) =>
      fullName.endsWith(short) &&
      before.values.every((old) => values.some(({ name, number }) => name === old.name && number === old.number)),
  );
  const detail =
    moved === undefined
      ? before.values.map(({ name, number }) => `${name} = ${number}`).join(", ")
      : `now ${moved.fullName}`;
  return { what: "enum", how: "removed", breaks: "names", name: before.fullName, detail };
}
