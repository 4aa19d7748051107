import type { Quote } from "./quote-row.js";
import type { WatchBoard } from "./watch-board.js";

export interface ViewSize {
  readonly columns: number;
  readonly rows: number;
}

// AGE is as wide as its values, so that nothing jumps when one grows.
const HEADER = ["SECURITY", "LAST", "CHANGE", "VOLUME", "BID", "ASK", " AGE", "GAPS"];
/** Lines of what happened last. */
const MAX_LINES = 6;

/** The board as lines of a terminal: at most `size.rows`, each at most `size.columns` wide. */
export function tableView(board: WatchBoard, address: string, nowMs: number, size: ViewSize): string[] {
  // The rows come first; of what happened at least the last line stays.
  const left = Math.max(1, size.rows - 5 - board.rows.length);
  const shown = Math.min(MAX_LINES, left, Math.max(0, size.rows - 6));
  const happened = board.lines.slice(board.lines.length - Math.min(shown, board.lines.length));
  const forRows = size.rows - 3 - (happened.length === 0 ? 0 : happened.length + 1);
  const lines = [statusLine(board, address, nowMs), ""];
  if (board.rows.length > 0) lines.push(...quoteLines(board, nowMs, Math.max(1, forRows)));
  if (happened.length > 0) {
    if (board.rows.length > 0) lines.push("");
    lines.push(...happened.map(({ wallMs, text }) => `${timeOfDay(wallMs)}  ${text}`));
  }
  return lines.slice(0, size.rows).map((line) => line.slice(0, size.columns).toWellFormed());
}

function statusLine(board: WatchBoard, address: string, nowMs: number): string {
  const { connection, upstream, rate, sequence, conflated, dropped, lastMessageAtMs } = board;
  if (connection.state === "connecting") return `${address}  connecting`;
  if (connection.state === "waiting") {
    const seconds = Math.max(0, Math.ceil((connection.untilMs - nowMs) / 1000));
    return `${address}  DOWN, next attempt in ${seconds}s  ${connection.why}`;
  }
  return [
    address,
    `OpenD ${upstream}`,
    `${rate.perSecond(nowMs).toFixed(1)} events/s`,
    `sequence ${sequence}`,
    `merged ${conflated}`,
    `dropped ${dropped}`,
    `last message ${ageText(lastMessageAtMs, nowMs)}`,
  ].join("  ");
}

function quoteLines(board: WatchBoard, nowMs: number, room: number): string[] {
  const all = board.rows;
  const hidden = all.length > room ? all.length - room + 1 : 0;
  const cells = all
    .slice(0, all.length - hidden)
    .map((row) => [row.label, ...quoteCells(row.quote), ageText(row.lastEventAtMs, nowMs), String(row.gaps)]);
  const widths = HEADER.map((_, column) => Math.max(...[HEADER, ...cells].map((line) => line[column]?.length ?? 0)));
  const lines = [HEADER, ...cells].map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  return hidden === 0 ? lines : [...lines, `... and ${hidden} more: make the terminal higher`];
}

function quoteCells({ last, lastClose, volume, bid, ask }: Quote): string[] {
  const change = last === null || lastClose === null || lastClose === 0 ? null : (last / lastClose - 1) * 100;
  return [
    priceText(last),
    change === null ? "-" : `${change >= 0 ? "+" : ""}${change.toFixed(2)}%`,
    volume === null ? "-" : volume.toLocaleString("en-US"),
    priceText(bid),
    priceText(ask),
  ];
}

/** Three decimals, as the finest usual tick; more only for prices that need them. */
function priceText(price: number | null): string {
  if (price === null || !Number.isFinite(price)) return "-";
  return price !== 0 && Math.abs(price) < 0.1 ? price.toPrecision(4) : price.toFixed(3);
}

function ageText(sinceMs: number | null, nowMs: number): string {
  if (sinceMs === null) return "-";
  const seconds = Math.max(0, nowMs - sinceMs) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)}s`;
  if (seconds < 120) return `${Math.floor(seconds)}s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)}m` : `${Math.floor(seconds / 3600)}h`;
}

function timeOfDay(wallMs: number): string {
  const date = new Date(wallMs);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}
