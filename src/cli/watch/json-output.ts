import type { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import type { CliIo } from "../cli-io.js";
import { jsonLine } from "./json-line.js";
import { plainText } from "./plain-text.js";
import type { SessionNotice } from "./watch-session.js";

export interface JsonOutputOptions {
  readonly io: CliIo;
  /** The reader of the lines is slower than the events. */
  readonly onSlow: () => void;
  readonly onReady: () => void;
  /** The reader is gone. */
  readonly onClosed: () => void;
}

/** The stream as JSON lines on standard output; what happens to it as text on standard error. */
export class JsonOutput {
  readonly #options: JsonOutputOptions;

  constructor(options: JsonOutputOptions) {
    this.#options = options;
  }

  open(): void {
    const { io, onReady, onClosed } = this.#options;
    io.stdout.on?.("drain", onReady);
    io.stdout.on?.("error", onClosed);
  }

  event(event: PushEvent): void {
    const { io, onSlow } = this.#options;
    if (io.stdout.write(jsonLine(event)) === false) onSlow();
  }

  notice(notice: SessionNotice): void {
    if (notice.type === "waiting") {
      this.#say(`the stream ended: ${notice.why}; next attempt in ${(notice.delayMs / 1000).toFixed(1)} s`);
    } else if (notice.type === "not_resumed") {
      this.#say("trade events and notices may be missing: the record no longer reaches back so far");
    } else if (notice.type === "live" && notice.again) {
      this.#say("the stream stands again; quotes that came meanwhile are missing");
    }
  }

  close(): void {
    const { io, onReady, onClosed } = this.#options;
    io.stdout.off?.("drain", onReady);
    io.stdout.off?.("error", onClosed);
  }

  #say(text: string): void {
    this.#options.io.stderr.write(`opend-gateway: ${plainText(text)}\n`);
  }
}
