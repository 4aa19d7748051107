import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { PushConflation_Mode, type PushEvent, PushGap_Cause } from "../generated/ts/futu/service/futu.js";
import { Response as NotifyResponse } from "../generated/ts/Notify.js";
import { SpawnedCli } from "../src/cli/testing/spawn-cli.js";
import { detailsOf, FutuClient } from "../src/grpc/testing/futu-client.js";
import type { JournalEntry } from "../src/simulator/options.js";
import { Simulator } from "../src/simulator/simulator.js";
import { JumpClock } from "./support/jump-clock.js";
import { PushJournal } from "./support/push-journal.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { type Outage, RestartingOpend } from "./support/restarting-opend.js";
import { Stack } from "./support/stack.js";

const SOAK = process.env["OPEND_GATEWAY_SOAK"] === "1";
const RESTARTS = SOAK ? 20 : 5;
const EVENTS_PER_SECOND = 500;
const OUTAGES: readonly Outage[] = ["closed", "killed", "cut"];
/** Between two outages every key has pushed several times. */
const EVENTS_BETWEEN = 60;
const DOWN_MS = 50;
/** A connection that has stood for so long (10 s) is tried again soon when it is lost. */
const STABLE_MS = 11_000;
const SUB_TYPES = [1, 2, 4, 11];
const CODES = ["HK.00700", "HK.09988", "HK.00005", "US.AAPL"];
/** The simulator's simulated account for Hong Kong. */
const ACCOUNT = 281756479000000101n;
const TRADES = [2208, 2218];
const NOTIFY = 1003;
/** How much further the positions go on after a restart. */
const POSITIONS_PER_RUN = 2n ** 32n;

type Kind = "subscribing" | "listening" | "compatible" | "trading";

class Reader {
  readonly kind: Kind;
  readonly stream: PushSubscriber;

  constructor(kind: Kind, stream: PushSubscriber) {
    this.kind = kind;
    this.stream = stream;
  }
}

function openReaders(stack: Stack): readonly Reader[] {
  const client = (): ReturnType<Stack["newClient"]> => stack.newClient();
  const readers: Reader[] = [];
  const shared = { control_events: true } as const;
  for (let number = 0; number < 8; number++) {
    const securities = [CODES[number % 4], CODES[(number + 1) % 4]] as string[];
    const filters = [{ name: "own", securities, sub_types: SUB_TYPES }];
    readers.push(new Reader("subscribing", new PushSubscriber(client(), { ...shared, filters, subscribe: true })));
  }
  for (let number = 0; number < 4; number++) {
    const filters = [{ securities: [CODES[number] as string] }, { event_types: ["notify"] }];
    const conflate = { mode: PushConflation_Mode.MODE_INTERVAL, interval_ms: 50 };
    const request = number % 2 === 0 ? { ...shared, filters } : { ...shared, filters, conflate };
    readers.push(new Reader("listening", new PushSubscriber(client(), request)));
  }
  for (let number = 0; number < 4; number++) readers.push(new Reader("compatible", new PushSubscriber(client())));
  for (let number = 0; number < 4; number++) {
    const filters = [{ accounts: [ACCOUNT] }];
    readers.push(new Reader("trading", new PushSubscriber(client(), { ...shared, filters, subscribe: true })));
  }
  return readers;
}

/** A client that goes away now and then and resumes where it was. */
class Resumer {
  readonly trades: PushEvent[] = [];
  reopened = 0;
  private readonly client: FutuClient;
  private stream: PushSubscriber;

  constructor(client: FutuClient) {
    this.client = client;
    this.stream = new PushSubscriber(client, this.request());
  }

  /** Cuts the stream off and opens it again after the last position, as often as it is refused. */
  async reopen(): Promise<void> {
    const resume_after = this.stream.position;
    await this.stream.cancel();
    this.trades.push(...this.stream.trades);
    for (;;) {
      this.stream = new PushSubscriber(this.client, { ...this.request(), resume_after });
      try {
        await this.stream.accepted();
        break;
      } catch (error) {
        const { failure } = this.stream;
        assert.ok(failure?.code === status.UNAVAILABLE, String(error));
        await wait(detailsOf(failure).retryAfterMs ?? 0);
      }
    }
    this.reopened++;
  }

  async end(): Promise<void> {
    await this.stream.end();
    this.trades.push(...this.stream.trades);
  }

  private request(): ConstructorParameters<typeof PushSubscriber>[1] {
    return { filters: [{ accounts: [ACCOUNT] }], subscribe: true, control_events: true };
  }
}

/** Complete, each once and in order: only the last ones of a connection that was torn may be missing. */
function checkTrades(
  journal: readonly JournalEntry[],
  received: readonly PushEvent[],
  torn: ReadonlySet<bigint>,
): number {
  let next = 0;
  let lost = 0;
  const skip = (entry: JournalEntry, connId: bigint | null): void => {
    assert.notEqual(entry.connId, connId, `trade event ${next} of the journal is missing amid its connection`);
    assert.ok(torn.has(entry.connId), `trade event ${next} of the journal is missing, its connection ended in order`);
    lost++;
  };
  for (const event of received) {
    const found = journal.findIndex(
      (entry, index) =>
        index >= next && entry.protoId === event.proto_id && Buffer.from(event.body ?? []).equals(entry.body),
    );
    assert.ok(found >= 0, `trade event at position ${event.position} came twice or was never sent`);
    for (; next < found; next++) skip(journal[next] as JournalEntry, (journal[found] as JournalEntry).connId);
    next = found + 1;
  }
  for (; next < journal.length; next++) skip(journal[next] as JournalEntry, null);
  return lost;
}

/** Notices are numbered by each simulator: within one connection's time none is missing and none comes twice. */
function checkNotices(events: readonly PushEvent[]): void {
  let last: number | null = null;
  for (const { proto_id, body, after_gap } of events) {
    if (proto_id !== NOTIFY) continue;
    const text = NotifyResponse.decode(body ?? Buffer.alloc(0)).s2c?.programStatus?.programStatus?.strExtDesc ?? "";
    const number = Number(/\d+/.exec(text)?.[0]);
    assert.ok(number > 0, text);
    if (last !== null && after_gap !== true) assert.equal(number, last + 1);
    last = number;
  }
}

/** Every loss was told, in turn, and each return of OpenD names what may be missing. */
function checkAnnounced({ kind, stream }: Reader, losses: number): void {
  const told = stream.events.flatMap(({ control }) => {
    if (control?.upstream_down !== undefined) return "down";
    return control?.upstream_restored === undefined ? [] : "restored";
  });
  // The last outage is the end of the test.
  const expected = Array.from({ length: losses }, () => ["down", "restored"]).flat();
  assert.deepEqual(told, [...expected, "down"], kind);
  for (const { possible_gap, keys, refused, since } of stream.controls("upstream_restored")) {
    assert.equal(possible_gap, true);
    assert.deepEqual(refused, []);
    assert.ok((since ?? 0n) > 0n);
    const own = (keys ?? []).map(({ sec_key, sub_type, acc_id }) => `${acc_id || sec_key}/${sub_type}`);
    assert.equal(new Set(own).size, own.length);
    const mine = new Set(
      stream.data
        .filter(({ event_type }) => event_type !== "notify")
        .map((e) => `${e.acc_id || e.sec_key}/${e.sub_type}`),
    );
    for (const key of mine) assert.ok(own.includes(key), `${kind}: ${key} may miss events, only ${own} are told`);
  }
}

describe(`OpenD goes away and returns ${RESTARTS} times under a firehose with 20 streams`, () => {
  it("and no gap is silent, nothing comes twice or out of order, and resumed trade events are complete", {
    timeout: 240_000,
  }, async (t) => {
    const journal = new PushJournal();
    const trades: JournalEntry[] = [];
    const opend = await RestartingOpend.start(
      {
        frequencyLimits: false,
        firehose: { eventsPerSecond: EVENTS_PER_SECOND },
        firehoseTrades: 50,
        firehoseNotices: 20,
      },
      (entry) => {
        journal.record(entry);
        if (TRADES.includes(entry.protoId)) trades.push({ ...entry, body: Buffer.from(entry.body) });
      },
    );
    const clock = new JumpClock();
    const stack = new Stack({ opend: opend.addresses, connections: 1, clock });
    let stopped: Promise<void> | null = null;
    const stopAll = (): Promise<void> => {
      stopped ??= stack.stop().then(() => opend.close());
      return stopped;
    };
    t.after(stopAll);
    await stack.start();
    const home = (): string => {
      const changes = stack.events.filter((event) => event.type === "home_changed");
      return changes.at(-1)?.member?.split("#")[0] ?? "";
    };
    const readers = openReaders(stack);
    const resumers = [new Resumer(stack.newClient()), new Resumer(stack.newClient())];
    for (const { kind, stream } of readers) if (kind !== "compatible") await stream.accepted();

    const everyoneGets = async (count: number): Promise<void> => {
      const goals = readers.map(({ kind, stream }) => stream.data.length + (kind === "trading" ? count / 10 : count));
      for (const [place, { kind, stream }] of readers.entries()) {
        const goal = goals[place] as number;
        await stream.until(`${count} more events of a ${kind} stream`, () => stream.data.length >= goal);
      }
    };
    /** Streams that come while OpenD goes and returns: they begin with what is known. */
    const late: PushSubscriber[] = [];
    const lateClient = stack.newClient();
    const openLate = (): void => {
      const filters = [{ securities: CODES, sub_types: SUB_TYPES }];
      const request = { filters, subscribe: true, snapshot: true, control_events: true };
      late.push(new PushSubscriber(lateClient, request));
    };
    let losses = 0;
    await everyoneGets(EVENTS_BETWEEN);
    for (let round = 0; round < RESTARTS; round++) {
      // Those of the last round have seen a loss.
      await Promise.all(late.slice(0, -3).map((stream) => stream.cancel()));
      const outage = OUTAGES[round % OUTAGES.length] as Outage;
      await resumers[0]?.reopen();
      const [first] = readers as [Reader];
      await opend.goAway(outage, home());
      losses++;
      await first.stream.until("upstream_down", () => first.stream.controls("upstream_down").length === losses);
      const [, second] = resumers as [Resumer, Resumer];
      // It is refused until OpenD is there again.
      const reopened = second.reopen();
      openLate();
      await wait(DOWN_MS);
      await opend.comeBack(outage);
      openLate();
      for (const { kind, stream } of readers) {
        if (kind === "compatible") continue;
        await stream.until("upstream_restored", () => stream.controls("upstream_restored").length === losses);
      }
      openLate();
      await reopened;
      await everyoneGets(EVENTS_BETWEEN);
      // Both connections stand before the next outage.
      await stack.until(() => stack.gateway.pool.snapshot().members.every(({ state }) => state === "ready"));
      // Else the waits between attempts would grow, to half a minute.
      await clock.jump(STABLE_MS);
    }
    // What OpenD wrote has all arrived when its end has.
    await opend.goAway("closed", home());
    await stack.until(() => !stack.gateway.pool.serving);
    await stopAll();

    for (const reader of readers) {
      const failure = await reader.stream.end();
      assert.equal(failure?.code, status.UNAVAILABLE);
      reader.stream.checkSequences(reader.kind === "compatible");
      // Notices go to all connections: the journal has them twice.
      journal.check(
        reader.stream.events.filter(({ proto_id }) => proto_id !== NOTIFY),
        "announced",
      );
      checkNotices(reader.stream.events);
      if (reader.kind !== "compatible") checkAnnounced(reader, losses);
    }
    let lateEvents = 0;
    for (const stream of late) {
      const end = await stream.end();
      assert.ok(end?.code === status.UNAVAILABLE || end?.code === status.CANCELLED, end?.message);
      stream.checkSequences();
      journal.check(stream.events, "announced");
      lateEvents += stream.data.length;
    }
    assert.ok(lateEvents > EVENTS_BETWEEN * RESTARTS);
    for (const { kind, stream } of readers) if (kind === "trading") checkTrades(trades, stream.trades, opend.torn);
    for (const resumer of resumers) {
      await resumer.end();
      const lost = checkTrades(trades, resumer.trades, opend.torn);
      assert.equal(resumer.reopened, RESTARTS);
      if (SOAK) t.diagnostic(`${trades.length} trade events, ${lost} lost with torn connections`);
    }
    if (SOAK) {
      const events = readers.reduce((sum, { stream }) => sum + stream.data.length, 0);
      t.diagnostic(`${losses} losses, ${events} events on 20 streams`);
    }
  });
});

describe("a gateway with a state folder that is killed, then stopped, and started again each time", () => {
  const programs: SpawnedCli[] = [];
  const clients: FutuClient[] = [];
  const nothing: ReadonlySet<bigint> = new Set();

  async function startGateway(opend: string, stateDir: string): Promise<{ program: SpawnedCli; client: FutuClient }> {
    const listeners = ["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"];
    const program = new SpawnedCli(["serve", "--opend", opend, "--state-dir", stateDir, ...listeners]);
    programs.push(program);
    const grpc = String((await program.event("gateway.started"))["grpc"]);
    await program.event("upstream.available");
    const client = new FutuClient(Number(grpc.split(":").pop()));
    clients.push(client);
    return { program, client };
  }

  it("goes on with its record: what was recorded is complete, what it missed is told", {
    timeout: 60_000,
  }, async () => {
    const trades: JournalEntry[] = [];
    const simulator = new Simulator({
      frequencyLimits: false,
      firehoseTrades: 100,
      journal: (entry) => {
        if (TRADES.includes(entry.protoId)) trades.push({ ...entry, body: Buffer.from(entry.body) });
      },
    });
    const { port } = await simulator.listen({ host: "127.0.0.1", port: 0 });
    const stateDir = await mkdtemp(join(tmpdir(), "opend-gateway-"));
    const request = { filters: [{ accounts: [ACCOUNT] }], subscribe: true, control_events: true };
    try {
      const kept: PushEvent[] = [];
      let { program, client } = await startGateway(`127.0.0.1:${port}`, stateDir);
      let keeper = new PushSubscriber(client, request);
      const early = new PushSubscriber(client, request);
      await early.until("trade events", () => early.trades.length >= 20);
      const { position, epoch } = early.position;
      assert.ok(position !== undefined && epoch !== undefined);
      const seenEarly = early.trades.filter((event) => (event.position ?? 0n) <= position);
      await early.cancel();

      for (const signal of ["SIGKILL", "SIGTERM"] as const) {
        const goal = keeper.trades.length + 50;
        await keeper.until("trade events", () => keeper.trades.length >= goal);
        const signalledMs = Date.now();
        program.process.kill(signal);
        await Promise.all([keeper.end(), program.end()]);
        kept.push(...keeper.trades);
        const resume_after = keeper.position;

        ({ program, client } = await startGateway(`127.0.0.1:${port}`, stateDir));
        keeper = new PushSubscriber(client, { ...request, resume_after });
        await keeper.until("trade events", () => keeper.trades.length >= 20);
        assert.equal(keeper.controls("accepted")[0]?.epoch, epoch, "the record is the same one");
        const told = keeper.controls("gap").filter(({ cause }) => cause === PushGap_Cause.CAUSE_GATEWAY_RESTARTED);
        assert.equal(told.length, 1);
        // What OpenD sent since the signal may be missing, and this is what is told.
        assert.ok(Number((told[0]?.from ?? 0n) / 1_000_000n) <= signalledMs);
        assert.ok(Number((told[0]?.to ?? 0n) / 1_000_000n) >= signalledMs);
      }
      const late = new PushSubscriber(client, { ...request, resume_after: { epoch, position } });
      await late.until("trade events", () => late.trades.length >= kept.length);
      kept.push(...keeper.trades);
      const restarts = late.controls("gap").filter(({ cause }) => cause === PushGap_Cause.CAUSE_GATEWAY_RESTARTED);
      assert.equal(restarts.length, 2, "each of the two restarts is told");

      // Which of a gateway's connections is its home does not matter: only that one gets trade events.
      const connIds = [...new Set(trades.map(({ connId }) => connId))];
      assert.equal(connIds.length, 3);
      const torn = new Set(connIds.slice(0, 2));
      const upTo = (events: readonly PushEvent[]): readonly JournalEntry[] => journalUpTo(trades, events);
      checkTrades(upTo(kept), kept, torn);
      const all = [...seenEarly, ...late.trades];
      checkTrades(upTo(all), all, torn);
      checkTrades(upTo(seenEarly), seenEarly, nothing);
      // What a client has got is in the record too, but for the last events before the kill: the gap tells of these.
      const got = all.map(({ position: own = 0n }) => own);
      const last = got.at(-1) ?? 0n;
      for (const { position: own = 0n } of kept) {
        if (own > last || got.includes(own)) continue;
        const run = own / POSITIONS_PER_RUN;
        const recordedLater = got.filter((other) => other > own && other / POSITIONS_PER_RUN === run);
        assert.deepEqual(recordedLater, [], `position ${own} is missing in the record`);
      }
    } finally {
      for (const open of clients) open.close();
      for (const program of programs) program.kill();
      await simulator.close();
      await rm(stateDir, { recursive: true });
    }
  });
});

/** The journal up to the last of these events. */
function journalUpTo(journal: readonly JournalEntry[], events: readonly PushEvent[]): readonly JournalEntry[] {
  const last = Buffer.from(events.at(-1)?.body ?? []);
  return journal.slice(0, journal.findLastIndex(({ body }) => last.equals(body)) + 1);
}
