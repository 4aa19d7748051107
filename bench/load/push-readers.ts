/**
 * Readers of push streams, a process of their own: opens one connection for
 * each, waits until all of them get events, and measures for some seconds what
 * comes and what the server spends on it.
 */
import { Buffer } from "node:buffer";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { systemClock } from "../../src/opend/clock.js";
import { cpuMicroseconds } from "../cpu-time.js";
import { residentBytes } from "../resident-memory.js";
import { percentile } from "../statistics.js";
import { Http2Reader } from "./http2-reader.js";
import { MessageScanner } from "./message-scanner.js";
import type { PushReading, ReaderPlan } from "./read-pushes.js";

const FIRST_EVENT_WITHIN_MS = 10_000;
const POLL_MS = 10;
const READ_BYTES = 256 * 1024;

const plan = JSON.parse(process.argv[2] as string) as ReaderPlan;
const latenciesMs: number[] = [];
let measuring = false;

function noteLatency(receivedAtMs: number): void {
  if (measuring) latenciesMs.push(systemClock.wallPreciseMs() - receivedAtMs);
}

function fail(why: string): void {
  console.error(`a reader of port ${plan.port}: ${why}`);
  process.exit(1);
}

/** Every read of every reader goes into the same memory, and is scanned at once. */
const readBuffer = Buffer.allocUnsafe(READ_BYTES);

function openReader(measured: boolean, stops: boolean): MessageScanner {
  const scanner = new MessageScanner(plan.latency && measured ? noteLatency : null);
  const reader =
    plan.http2 === null
      ? null
      : new Http2Reader({
          path: plan.http2.path,
          request: Buffer.from(plan.http2.request, "base64"),
          stops,
          send: (bytes) => void socket.write(bytes),
          onData: (chunk, start, end) => scanner.push(chunk, start, end),
        });
  const socket = connect({
    host: "127.0.0.1",
    port: plan.port,
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback: (length) => {
        if (reader === null) scanner.push(readBuffer, 0, length);
        else reader.push(readBuffer.subarray(0, length));
        return true;
      },
    },
  });
  socket.on("connect", () => reader?.open());
  socket.on("error", ({ message }) => fail(message));
  socket.on("close", () => fail("the server closed the connection"));
  return scanner;
}

process.on("uncaughtException", ({ message }) => fail(message));
const readers = Array.from({ length: plan.readers }, () => openReader(true, false));
for (let index = 0; index < plan.unmeasuredReaders; index++) openReader(false, false);
for (let index = 0; index < plan.stoppedReaders; index++) openReader(false, true);

const giveUpAt = performance.now() + FIRST_EVENT_WITHIN_MS;
while (readers.some(({ messages }) => messages === 0)) {
  if (performance.now() > giveUpAt) fail("got no event within 10 s");
  await setTimeout(POLL_MS);
}
await setTimeout(plan.warmUpSeconds * 1_000);

function totals() {
  const sum = (field: "messages" | "bytes") => readers.reduce((total, reader) => total + reader[field], 0);
  return { at: performance.now(), messages: sum("messages"), bytes: sum("bytes") };
}

const cpuBefore = await cpuMicroseconds(plan.serverPid);
const before = totals();
measuring = true;
await setTimeout(plan.seconds * 1_000);
measuring = false;
const after = totals();
const cpuAfter = await cpuMicroseconds(plan.serverPid);

const seconds = (after.at - before.at) / 1_000;
const deliveries = after.messages - before.messages;
const cpu = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore;
const reading: PushReading = {
  deliveries,
  deliveriesPerSecond: deliveries / seconds,
  bytesPerDelivery: (after.bytes - before.bytes) / deliveries,
  cpuMicroseconds: cpu === null ? null : cpu / deliveries,
  cpuShare: cpu === null ? null : cpu / 1e6 / seconds,
  latency:
    latenciesMs.length === 0
      ? null
      : { p50: percentile(latenciesMs, 0.5) * 1_000, p99: percentile(latenciesMs, 0.99) * 1_000 },
  residentBytes: await residentBytes(plan.serverPid),
};
console.log(JSON.stringify(reading));
process.exit(0);
