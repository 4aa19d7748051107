import type { Command, Limit } from "../../src/catalog/command.js";
import { code, prose } from "./markdown.js";

/** The class of a command, in the words that the pages use. */
export function classOf({ effect }: Command): string {
  return { read: "reads", set: "sets state", write: "writes" }[effect ?? "read"];
}

/** What the classes mean, once a page. */
export const CLASSES =
  "*Reads*: may be repeated. *Sets state*: changes something to the value that the request names, so a repetition changes nothing more. *Writes*: each call has an effect of its own, so one that may have been sent is repeated only after looking.";

/** OpenD's documented limit, in words. */
export function limitText(limit: Limit | null, nameOf: (protoId: number) => string): string {
  if (limit === null) return "none documented";
  const { calls, windowSeconds, per, minGapMs, maxItems, onlyRefreshCache, onlyFirstPage, sharedWith, note } = limit;
  const parts = [
    `${calls} calls in ${windowSeconds} s for each ${per}`,
    ...(minGapMs === null ? [] : [`at least ${minGapMs} ms apart`]),
    ...(maxItems === null ? [] : [`${maxItems} items a call`]),
    ...(onlyRefreshCache ? [`only calls with ${code("refreshCache")} count`] : []),
    ...(onlyFirstPage ? ["only first pages count"] : []),
    ...(sharedWith === null ? [] : [`one allowance with ${nameOf(sharedWith)}`]),
    ...(note === null ? [] : [note]),
  ];
  return prose(parts.join("; "));
}

/** What else a caller should know of a command. */
export function notesOf(command: Command): readonly string[] {
  const { packetId, sticky, emptyBody, sharedRead, staticDataSeconds, status, envelope } = command;
  return [
    ...(status === "withdrawn" ? ["Withdrawn: OpenD may no longer answer it."] : []),
    ...(status === "unverified" ? ["Unverified: no official source has confirmed it."] : []),
    ...(packetId ? [`The gateway writes ${code("packetID")} itself: zeros will do.`] : []),
    ...(emptyBody ? ["An empty request stands for one with defaults."] : []),
    ...(sticky ? ["Always takes the same connection to OpenD."] : []),
    ...(sharedRead ? ["Equal calls under way at the same time may share one answer."] : []),
    ...(staticDataSeconds === null
      ? []
      : [`With ${code("--static-cache on")} an answer may be up to ${staticDataSeconds} s old.`]),
    ...(envelope ? [] : ["Has no envelope: the messages are sent as they are."]),
  ];
}
