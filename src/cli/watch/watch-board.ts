import {
  type PushControl,
  type PushEvent,
  type PushGap,
  PushGap_Cause,
  type PushKey,
} from "../../../generated/ts/futu/service/futu.js";
import type { Clock } from "../../opend/clock.js";
import { EventRate } from "./event-rate.js";
import { plainText } from "./plain-text.js";
import { QuoteRow } from "./quote-row.js";
import { tradeLine } from "./trade-line.js";
import type { WatchedSecurity } from "./watch-request.js";
import type { SessionNotice } from "./watch-session.js";

/** The stream as the status line shows it. */
export type Connection =
  | { readonly state: "connecting" }
  | { readonly state: "live" }
  | { readonly state: "waiting"; readonly why: string; readonly untilMs: number };

export interface BoardLine {
  /** Epoch milliseconds. */
  readonly wallMs: number;
  readonly text: string;
}

const MAX_LINES = 50;

/** All that `watch` shows: a row for each security, the state of the stream, and what happened last. */
export class WatchBoard {
  readonly rows: readonly QuoteRow[];
  connection: Connection = { state: "connecting" };
  upstream: "unknown" | "ready" | "down" = "unknown";
  sequence = 0n;
  conflated = 0;
  dropped = 0;
  lastMessageAtMs: number | null = null;
  readonly rate = new EventRate();
  /** Trade events, notices, gaps, ends; the newest last. */
  readonly lines: BoardLine[] = [];
  readonly #byKey: ReadonlyMap<string, QuoteRow>;
  readonly #clock: Pick<Clock, "now" | "wallMs">;

  constructor(securities: readonly WatchedSecurity[], clock: Pick<Clock, "now" | "wallMs">) {
    this.#clock = clock;
    this.rows = securities.map(({ secKey, label }) => new QuoteRow(secKey, label));
    this.#byKey = new Map(this.rows.map((row) => [row.secKey, row]));
  }

  notice(notice: SessionNotice): void {
    switch (notice.type) {
      case "connecting":
        this.connection = { state: "connecting" };
        return;
      case "live":
        this.connection = { state: "live" };
        // The stream is accepted once OpenD has taken its subscriptions.
        this.upstream = "ready";
        if (!notice.again) return;
        this.#addLine("the stream stands again; quotes that came meanwhile are missing");
        for (const row of this.rows) row.gaps++;
        return;
      case "waiting":
        this.connection = { state: "waiting", why: notice.why, untilMs: this.#clock.now() + notice.delayMs };
        this.upstream = "unknown";
        this.#addLine(`the stream ended: ${notice.why}`);
        return;
      case "not_resumed":
        this.#addLine("trade events and notices may be missing: the record no longer reaches back so far");
    }
  }

  take(event: PushEvent): void {
    const nowMs = this.#clock.now();
    this.lastMessageAtMs = nowMs;
    if (event.control !== undefined) {
      this.#takeControl(event.control);
      return;
    }
    this.rate.count(nowMs);
    this.sequence = event.sequence ?? this.sequence;
    this.conflated += event.conflated ?? 0;
    this.dropped += event.dropped ?? 0;
    const row = this.#byKey.get(event.sec_key ?? "");
    if (event.event_type !== "quote") this.#addLine(tradeLine(event));
    else row?.take(event.proto_id ?? 0, event.sub_type ?? 0, event.body ?? new Uint8Array(), nowMs);
  }

  #takeControl({ heartbeat, gap, upstream_down, upstream_restored, going_away, ending }: PushControl): void {
    if (heartbeat !== undefined) this.upstream = heartbeat.upstream_ready === true ? "ready" : "down";
    if (gap !== undefined) this.#takeGap(gap);
    if (upstream_down !== undefined) {
      this.upstream = "down";
      this.#addLine("OpenD is lost: no pushes until it is back");
    }
    if (upstream_restored !== undefined) {
      this.upstream = "ready";
      const { possible_gap = false, keys, refused } = upstream_restored;
      this.#addLine(`OpenD is back${possible_gap ? "; events may be missing" : ", nothing is missing"}`);
      if (possible_gap) this.#countGap(keys);
      for (const { key, ret_msg = "" } of refused) {
        const what = this.#byKey.get(key?.sec_key ?? "")?.label ?? key?.sec_key ?? "";
        this.#addLine(`OpenD no longer takes the subscription of ${what}: ${ret_msg}`);
      }
    }
    if (going_away !== undefined) this.#addLine("the gateway is about to stop");
    if (ending !== undefined) this.#addLine(`the gateway ends the stream: ${ending.reason}`);
  }

  #takeGap({ cause, events = 0n, keys }: PushGap): void {
    const count = events === 0n ? "events" : `${events} events`;
    switch (cause) {
      case PushGap_Cause.CAUSE_SLOW_READER:
        this.#addLine(`${count} were dropped, because this program or the network is too slow`);
        // Without keys it may be any.
        if (keys.length === 0) for (const row of this.rows) row.gaps++;
        break;
      case PushGap_Cause.CAUSE_GATEWAY_RESTARTED:
        this.#addLine("trade events and notices may be missing: the gateway was restarted");
        break;
      default:
        this.#addLine("trade events and notices may be missing: the gateway had lost OpenD");
    }
    this.#countGap(keys);
  }

  #countGap(keys: readonly PushKey[]): void {
    for (const secKey of new Set(keys.map((key) => key.sec_key ?? ""))) {
      const row = this.#byKey.get(secKey);
      if (row !== undefined) row.gaps++;
    }
  }

  #addLine(text: string): void {
    this.lines.push({ wallMs: this.#clock.wallMs(), text: plainText(text) });
    if (this.lines.length > MAX_LINES) this.lines.shift();
  }
}
