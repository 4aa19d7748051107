import type { Clock } from "../../opend/clock.js";
import type { CliOutput } from "../cli-io.js";
import type { ViewSize } from "./table-view.js";

export interface ScreenOptions {
  readonly output: CliOutput;
  readonly clock: Pick<Clock, "now" | "schedule">;
  /** The lines to show now. */
  readonly draw: (size: ViewSize) => readonly string[];
}

/** Ten times a second is as much as an eye can use. */
const MIN_REDRAW_MS = 100;
/** Ages grow also when nothing happens. */
const IDLE_REDRAW_MS = 1000;
const DEFAULT_SIZE: ViewSize = { columns: 80, rows: 24 };

const ESC = "\x1b[";
// The other screen keeps what the user had; without wrapping no line can push another one away.
const ENTER = `${ESC}?1049h${ESC}?25l${ESC}?7l${ESC}2J`;
const LEAVE = `${ESC}?7h${ESC}?25h${ESC}?1049l`;
const CLEAR = `${ESC}2J`;
const CLEAR_LINE = `${ESC}2K`;

/** A terminal that shows lines in place. Only lines that changed are written. */
export class Screen {
  readonly #options: ScreenOptions;
  #shown: readonly string[] = [];
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => undefined;
  #scheduledForMs = Number.POSITIVE_INFINITY;
  #open = false;
  #blocked = false;

  constructor(options: ScreenOptions) {
    this.#options = options;
  }

  open(): void {
    const { output } = this.#options;
    this.#open = true;
    output.on?.("resize", this.#onResize);
    output.on?.("drain", this.#onDrain);
    this.#write(ENTER);
    this.#draw();
  }

  /** Something changed: it is drawn soon. */
  changed(): void {
    if (this.#open) this.#scheduleAt(Math.max(this.#options.clock.now(), this.#drawnAtMs + MIN_REDRAW_MS));
  }

  /** Gives the terminal back as it was, and leaves the last picture in it. */
  close(): void {
    if (!this.#open) return;
    const { output, draw } = this.#options;
    this.#open = false;
    this.#cancel();
    output.off?.("resize", this.#onResize);
    output.off?.("drain", this.#onDrain);
    output.write(`${LEAVE}${draw(this.#size()).join("\n")}\n`);
  }

  readonly #onResize = (): void => {
    this.#shown = [];
    this.#write(CLEAR);
    this.#draw();
  };

  readonly #onDrain = (): void => {
    this.#blocked = false;
    this.changed();
  };

  #draw(): void {
    const { clock, draw } = this.#options;
    this.#drawnAtMs = clock.now();
    this.#scheduledForMs = Number.POSITIVE_INFINITY;
    this.#cancel();
    // A terminal that is slower than the redraws gets fewer of them.
    if (this.#blocked) return;
    const lines = draw(this.#size());
    let out = "";
    for (let row = 0; row < Math.max(lines.length, this.#shown.length); row++) {
      const line = lines[row] ?? "";
      if (line !== this.#shown[row]) out += `${ESC}${row + 1};1H${CLEAR_LINE}${line}`;
    }
    this.#shown = lines;
    if (out !== "") this.#write(out);
    this.#scheduleAt(this.#drawnAtMs + IDLE_REDRAW_MS);
  }

  #scheduleAt(atMs: number): void {
    if (this.#scheduledForMs <= atMs) return;
    this.#cancel();
    this.#scheduledForMs = atMs;
    this.#cancel = this.#options.clock.schedule(atMs - this.#options.clock.now(), () => this.#draw());
  }

  #write(text: string): void {
    if (this.#options.output.write(text) === false) this.#blocked = true;
  }

  #size(): ViewSize {
    const { columns = DEFAULT_SIZE.columns, rows = DEFAULT_SIZE.rows } = this.#options.output;
    return { columns: Math.max(20, columns), rows: Math.max(3, rows) };
  }
}
