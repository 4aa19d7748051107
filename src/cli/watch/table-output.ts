import type { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import type { Clock } from "../../opend/clock.js";
import type { CliOutput } from "../cli-io.js";
import { Screen } from "./screen.js";
import { tableView } from "./table-view.js";
import { WatchBoard } from "./watch-board.js";
import type { WatchedSecurity } from "./watch-request.js";
import type { SessionNotice } from "./watch-session.js";

export interface TableOutputOptions {
  readonly output: CliOutput;
  readonly clock: Clock;
  readonly address: string;
  readonly securities: readonly WatchedSecurity[];
}

/** The stream as a table on a terminal. */
export class TableOutput {
  readonly #board: WatchBoard;
  readonly #screen: Screen;

  constructor({ output, clock, address, securities }: TableOutputOptions) {
    this.#board = new WatchBoard(securities, clock);
    this.#screen = new Screen({
      output,
      clock,
      draw: (size) => tableView(this.#board, address, clock.now(), size),
    });
  }

  open(): void {
    this.#screen.open();
  }

  event(event: PushEvent): void {
    this.#board.take(event);
    this.#screen.changed();
  }

  notice(notice: SessionNotice): void {
    this.#board.notice(notice);
    this.#screen.changed();
  }

  close(): void {
    this.#screen.close();
  }
}
