import type { Change } from "./change.js";
import { compareValues, removedEnum } from "./compare-enums.js";
import { compareFields } from "./compare-fields.js";
import type { PackageCommand } from "./package-commands.js";
import type { Release } from "./release.js";
import { type Usage, usage } from "./usage.js";

/** Every difference between two releases: what breaks the wire first, then by name. What is new as a whole counts once. */
export function compareReleases(before: Release, after: Release): readonly Change[] {
  const oldUsage = usage(before.model, before.commands);
  const newUsage = usage(after.model, after.commands);
  const changes = [
    ...commandChanges(before, after),
    ...messageChanges(before, after, oldUsage, newUsage),
    ...enumChanges(before, after, oldUsage, newUsage),
  ];
  const rank = { wire: 0, names: 1, nothing: 2 } as const;
  return changes.sort((a, b) => rank[a.breaks] - rank[b.breaks] || order(a.what, b.what) || order(a.name, b.name));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function commandChanges(before: Release, after: Release): readonly Change[] {
  const what = "command";
  const changes: Change[] = [];
  for (const command of before.commands) {
    const { name, protoId } = command;
    const commands = [name];
    const heir = after.commands.find((other) => other.name === name);
    if (heir === undefined) {
      changes.push({ what, how: "removed", breaks: "wire", name, detail: described(command), commands });
      continue;
    }
    const details = [
      ...(protoId !== heir.protoId ? [`id ${protoId ?? "unknown"} became ${heir.protoId ?? "unknown"}`] : []),
      ...(command.kind !== heir.kind ? [`${command.kind} became ${heir.kind}`] : []),
      ...(command.responseMessage !== null && heir.responseMessage === null ? ["its messages are gone"] : []),
      ...(command.responseMessage === null && heir.responseMessage !== null ? ["it has messages now"] : []),
    ];
    if (details.length === 0) continue;
    // An id that the package's table did not have, or has no longer, is news of the table only.
    const sameId = protoId === heir.protoId || protoId === null || heir.protoId === null;
    const harmless = sameId && command.responseMessage === null;
    const onlyId = sameId && details.length === 1 && protoId !== heir.protoId;
    const breaks = harmless || onlyId ? "nothing" : "wire";
    changes.push({ what, how: "changed", breaks, name, detail: details.join(", "), commands });
  }
  for (const command of after.commands) {
    if (before.commands.some(({ name }) => name === command.name)) continue;
    const { name } = command;
    changes.push({ what, how: "added", breaks: "nothing", name, detail: described(command), commands: [name] });
  }
  return changes;
}

function described({ kind, protoId, responseMessage }: PackageCommand): string {
  return `${kind} ${protoId ?? "of unknown id"}${responseMessage === null ? ", no messages" : ""}`;
}

function messageChanges(before: Release, after: Release, oldUsage: Usage, newUsage: Usage): readonly Change[] {
  const spaces = new Set([...before.model.messages.values()].map(({ space }) => space));
  const changes: Change[] = [];
  for (const message of before.model.messages.values()) {
    const name = message.fullName;
    const heir = after.model.messages.get(name);
    if (heir === undefined) {
      // Bytes change where fields of that type do, and that is told there.
      const detail = `${message.fields.length} fields`;
      changes.push({ what: "message", how: "removed", breaks: "names", name, detail, commands: oldUsage.of(name) });
      continue;
    }
    const commands = union(oldUsage.of(name), newUsage.of(name));
    for (const change of compareFields(message, heir)) changes.push({ what: "field", ...change, commands });
  }
  for (const { fullName: name, space, fields } of after.model.messages.values()) {
    // With a new command or file all of its messages are new.
    if (before.model.messages.has(name) || !spaces.has(space)) continue;
    const detail = `${fields.length} fields`;
    changes.push({ what: "message", how: "added", breaks: "nothing", name, detail, commands: newUsage.of(name) });
  }
  return changes;
}

function enumChanges(before: Release, after: Release, oldUsage: Usage, newUsage: Usage): readonly Change[] {
  const { messages, enums } = before.model;
  const known = new Set([...[...messages.values()].map(({ space }) => space), ...[...enums.keys()].map(spaceOf)]);
  const changes: Change[] = [];
  for (const old of enums.values()) {
    const heir = after.model.enums.get(old.fullName);
    const commands = union(oldUsage.of(old.fullName), newUsage.of(old.fullName));
    const found = heir === undefined ? [removedEnum(old, after.model.enums.values())] : compareValues(old, heir);
    changes.push(...found.map((change) => ({ ...change, commands })));
  }
  for (const { fullName: name, values } of after.model.enums.values()) {
    if (enums.has(name) || !known.has(spaceOf(name))) continue;
    const detail = `${values.length} values`;
    changes.push({ what: "enum", how: "added", breaks: "nothing", name, detail, commands: newUsage.of(name) });
  }
  return changes;
}

/** The proto package: the official ones have no dot in their names. */
function spaceOf(fullName: string): string {
  return fullName.slice(0, fullName.indexOf("."));
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])].sort(order);
}
