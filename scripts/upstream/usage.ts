import type { PackageCommand } from "./package-commands.js";
import type { ProtoModel } from "./proto-model.js";

/** Which commands a definition is part of. */
export interface Usage {
  /** Names of the commands that reach this message or enum, in their order. */
  of(fullName: string): readonly string[];
}

/** Follows the messages of each command to everything that they hold, enums that comments name included. */
export function usage({ messages }: ProtoModel, commands: readonly PackageCommand[]): Usage {
  const users = new Map<string, string[]>();
  for (const { name, requestMessage, responseMessage } of commands) {
    const reached = new Set<string>();
    const reach = (fullName: string): void => {
      if (reached.has(fullName)) return;
      reached.add(fullName);
      for (const { typeName, numbersOf } of messages.get(fullName)?.fields ?? []) {
        if (typeName !== null) reach(typeName);
        for (const named of numbersOf) reached.add(named);
      }
    };
    for (const message of [requestMessage, responseMessage]) if (message !== null) reach(message);
    for (const fullName of reached) users.set(fullName, [...(users.get(fullName) ?? []), name]);
  }
  return { of: (fullName) => users.get(fullName) ?? [] };
}
