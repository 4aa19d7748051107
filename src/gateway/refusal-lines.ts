import type { Clock } from "../opend/clock.js";
import type { AuditEntry, AuditSink } from "../telemetry/audit-entry.js";
import type { Caller } from "./caller.js";

/** More than a person reads of one cause; 15 MiB a day. What goes beyond would fill the disk that orders need. */
const MAX_LINES_PER_MINUTE = 100;
const WINDOW_MS = 60_000;
/** Owners that are counted one by one; those beyond count as one. */
const MAX_OWNERS = 10_000;
const OTHERS = "others";

interface Refused {
  readonly keyId: string | null;
  readonly peer: string;
  lines: number;
  leftOut: number;
}

/** How many refused calls of one owner have a line of their own: of the rest, one line tells the number. */
export class RefusalLines {
  private readonly clock: Pick<Clock, "schedule">;
  private readonly sink: Pick<AuditSink, "note">;
  private owners = new Map<string, Refused>();
  private cancelWindow: (() => void) | null = null;

  constructor(clock: Pick<Clock, "schedule">, sink: Pick<AuditSink, "note">) {
    this.clock = clock;
    this.sink = sink;
  }

  /** Whether this refusal gets a line; if not, it is counted. */
  admit({ owner, principal, host }: Caller): boolean {
    this.cancelWindow ??= this.clock.schedule(WINDOW_MS, () => this.close());
    const name = this.owners.has(owner) || this.owners.size < MAX_OWNERS ? owner : OTHERS;
    let refused = this.owners.get(name);
    if (refused === undefined) {
      refused = { keyId: name === OTHERS ? null : (principal.key?.id ?? null), peer: host, lines: 0, leftOut: 0 };
      this.owners.set(name, refused);
    }
    if (refused.lines < MAX_LINES_PER_MINUTE) {
      refused.lines++;
      return true;
    }
    refused.leftOut++;
    return false;
  }

  /** Ends the minute: writes what was left out. */
  close(): void {
    this.cancelWindow?.();
    this.cancelWindow = null;
    const { owners } = this;
    this.owners = new Map();
    for (const refused of owners.values()) {
      if (refused.leftOut > 0) this.sink.note(summary(refused));
    }
  }
}

function summary({ keyId, peer, leftOut }: Refused): AuditEntry {
  return {
    event: "call",
    iface: "grpc",
    key_id: keyId,
    peer,
    request_id: null,
    outcome: "reject",
    reason: `${leftOut} more refused calls in a minute have no line of their own`,
  };
}
