import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.js";

const OFFICIAL = "node_modules/futu-api/proto";

/** Where imports are looked for; relative to the root. */
export const PROTO_FOLDERS = ["proto", "generated/proto", OFFICIAL] as const;

/** A proto that gets stubs. */
export interface Proto {
  /** As other protos import it: `opend/v1/quote.proto`, `Qot_Common.proto`. */
  readonly name: string;
  /** Relative to the root. */
  readonly path: string;
  readonly official: boolean;
}

/** All but those of google.rpc, which each language has a package of, and WebSocket sessions, which we do not speak. */
export function protos(): readonly Proto[] {
  return PROTO_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".proto") && !name.startsWith("google/") && name !== "InitWebSocket.proto")
      .sort()
      .map((name) => ({ name, path: join(folder, name), official: folder === OFFICIAL })),
  );
}
