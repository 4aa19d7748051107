import type { Command } from "./command.js";

export const TYPED_PACKAGE = "opend.v1";

/** How the typed method that sends this command is called in its service. */
export function methodName({ name }: Pick<Command, "name">): string {
  return name.replace(/^(Qot|Trd|SkillWrap)_/, "");
}

/** The typed method of a command. */
export interface TypedMethod {
  readonly command: Command;
  /** Full name, such as `opend.v1.Quote`. */
  readonly service: string;
  /** Such as `GetBasicQot`. */
  readonly method: string;
}

/** The typed methods of these rows: those without a service have none. */
export function typedMethods(commands: readonly Command[]): readonly TypedMethod[] {
  return commands.flatMap((command) =>
    command.service === null
      ? []
      : [{ command, service: `${TYPED_PACKAGE}.${command.service}`, method: methodName(command) }],
  );
}
