/** What a change breaks between programs that were made from the two releases. */
export type Breaks =
  /** Bytes of one side are refused or mean something else on the other. */
  | "wire"
  /** The bytes stay; names in JSON bodies, JSON tools and generated code change. */
  | "names"
  /** Nothing: an addition. */
  | "nothing";

/** One difference between two releases. */
export interface Change {
  readonly what: "command" | "message" | "field" | "enum" | "enum value";
  readonly how: "added" | "removed" | "changed";
  readonly breaks: Breaks;
  /** Full name, such as `Trd_PlaceOrder.C2S.amount`; for a command its name. */
  readonly name: string;
  /** What it was, is, or became. */
  readonly detail: string;
  /** Names of the commands whose request or answer it is in. */
  readonly commands: readonly string[];
}
