import type { CliOutput } from "../../cli-io.js";

const ESC = "\x1b[";

type TerminalEvent = "drain" | "resize" | "error";

/** A terminal that understands what the screen writes. */
export class FakeTerminal implements CliOutput {
  readonly isTTY: boolean;
  columns = 100;
  rows = 30;
  written = "";
  /** What `write` returns. */
  accepts = true;
  cursor = true;
  #lines: string[] = [];
  readonly #listeners = new Map<() => void, TerminalEvent>();

  constructor(isTTY = true) {
    this.isTTY = isTTY;
  }

  write(data: string | Uint8Array): boolean {
    const text = typeof data === "string" ? data : new TextDecoder().decode(data);
    this.written += text;
    for (const part of text.split(ESC).slice(1)) {
      const end = part.search(/[a-zA-Z]/) + 1;
      this.#apply(part.slice(0, end), part.slice(end));
    }
    return this.accepts;
  }

  on(event: TerminalEvent, listener: () => void): void {
    this.#listeners.set(listener, event);
  }

  off(_event: TerminalEvent, listener: () => void): void {
    this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  emit(event: TerminalEvent): void {
    for (const [listener, of] of [...this.#listeners]) {
      if (of === event) listener();
    }
  }

  /** The first `count` lines as they stand there. */
  picture(count: number): string[] {
    return Array.from({ length: count }, (_, index) => this.#lines[index] ?? "");
  }

  #row = 0;

  #apply(code: string, text: string): void {
    if (code === "?25l") this.cursor = false;
    else if (code === "?25h") this.cursor = true;
    else if (code === "2J") this.#lines = [];
    else if (code === "2K") this.#lines[this.#row] = text;
    else if (/^\d+;1H$/.test(code)) this.#row = Number.parseInt(code, 10) - 1;
  }
}
