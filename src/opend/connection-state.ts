import type { Heartbeat } from "./heartbeat.js";
import type { Link } from "./link.js";
import type { Session } from "./session.js";

/** Not started. */
export interface Idle {
  readonly name: "idle";
}

/** The TCP connection is being made. */
export interface Connecting {
  readonly name: "connecting";
  readonly link: Link;
  readonly cancelTimer: () => void;
}

/** InitConnect was sent; nothing else may be. */
export interface Initialising {
  readonly name: "initialising";
  readonly link: Link;
  readonly cancelTimer: () => void;
}

/** Calls go out and replies come in. */
export interface Ready {
  readonly name: "ready";
  readonly link: Link;
  readonly session: Session;
  readonly heartbeat: Heartbeat;
  readonly sinceMs: number;
}

/** Takes no new calls; closes when the last one is answered. */
export interface Draining {
  readonly name: "draining";
  readonly link: Link;
  readonly session: Session;
  readonly heartbeat: Heartbeat;
}

/** Waits for its next attempt. */
export interface BackingOff {
  readonly name: "backing_off";
  readonly untilMs: number;
  readonly cancelTimer: () => void;
}

/** Ended for good. */
export interface Closed {
  readonly name: "closed";
}

export type ConnectionState = Idle | Connecting | Initialising | Ready | Draining | BackingOff | Closed;
export type ConnectionStateName = ConnectionState["name"];

/** Which state may follow which. */
export const TRANSITIONS: Readonly<Record<ConnectionStateName, readonly ConnectionStateName[]>> = {
  idle: ["connecting", "closed"],
  connecting: ["initialising", "backing_off", "closed"],
  initialising: ["ready", "backing_off", "closed"],
  ready: ["draining", "backing_off", "closed"],
  draining: ["closed"],
  backing_off: ["connecting", "closed"],
  closed: [],
};

/** Undoes what a state holds when it is left; what the next state takes over stays. */
export function leave(state: ConnectionState, next: ConnectionState): void {
  if (state.name === "connecting" || state.name === "initialising" || state.name === "backing_off") state.cancelTimer();
  const keepsLink = "link" in state && "link" in next && state.link === next.link;
  if ("heartbeat" in state && !keepsLink) state.heartbeat.stop();
  if ("link" in state && !keepsLink) state.link.destroy();
}
