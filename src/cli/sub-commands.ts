import type { Command } from "commander";
import type { CliIo } from "./cli-io.js";

/** A sub-command: its file is loaded only when it is picked. */
export interface SubCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<{ readonly createCommand: (io: CliIo) => Command }>;
}

export const DEFAULT_SUB_COMMAND = "serve";

export const subCommands: readonly SubCommand[] = [
  { name: "serve", summary: "run the gateway (the default)", load: () => import("./serve.js") },
  { name: "simulate", summary: "run the OpenD simulator alone", load: () => import("./simulate.js") },
  { name: "call", summary: "send one command through a gateway and print the answer", load: () => import("./call.js") },
  { name: "watch", summary: "show pushes as a table, or as JSON lines", load: () => import("./watch.js") },
  { name: "catalog", summary: "list the commands and pushes of OpenD", load: () => import("./catalog.js") },
  { name: "audit", summary: "check an audit log for missing or changed lines", load: () => import("./audit.js") },
  { name: "keys", summary: "make, list and change the keys that callers need", load: () => import("./keys.js") },
  { name: "check", summary: "check the settings without starting", load: () => import("./check.js") },
  {
    name: "print-config",
    summary: "print the effective settings and where each comes from",
    load: () => import("./print-config.js"),
  },
  { name: "probe", summary: "ask a gateway for its health; exit code 0 or 1", load: () => import("./probe.js") },
];
