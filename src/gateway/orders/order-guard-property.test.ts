import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readReply } from "../../ftapi/envelope.js";
import { LocalOrderStore, type OrderLog } from "../../limits/orders/local-order-store.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import {
  type Answer,
  GuardRig,
  keyCaller,
  type PoolCall,
  placeBody,
  placeReply,
  refusal,
  settle,
} from "./testing/guard-rig.js";

const MAX_DAILY = 1000;
const KEYS = ["a", "b", "c", "d"] as const;

/** A log in memory, that outlives the store. */
class MemoryLog implements OrderLog {
  failing = false;
  readonly records: Uint8Array[] = [];

  entries(): Iterable<Uint8Array> {
    return [...this.records];
  }

  append(payload: Uint8Array): void {
    this.records.push(payload);
  }

  sync(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

type Fate = "new" | "in_flight" | "accepted" | "refused" | "unknown";

/** What should be so. */
interface Model {
  /** By idempotency key: what it was used for, and what became of that. */
  readonly fates: Map<string, { readonly qty: number; fate: Fate }>;
  /** How often each key was sent. */
  readonly sent: Map<string, number>;
  usedValue: number;
}

interface Open {
  readonly key: string;
  readonly qty: number;
  readonly answer: Answer;
  readonly call: PoolCall;
}

/** The gateway as it runs, and what outlives it. */
class Real {
  readonly clock = new FakeClock();
  private log = new MemoryLog();
  rig: GuardRig;
  open: Open[] = [];
  private tickets = 0;
  orderId = 1n;

  constructor() {
    this.rig = this.newRig();
  }

  /** kill -9: only the log is left. */
  restart(): void {
    this.open = [];
    const { records } = this.log;
    // What the old one still does reaches no disk.
    this.log = new MemoryLog();
    this.log.records.push(...records);
    this.rig = this.newRig();
  }

  private newRig(): GuardRig {
    const { clock, log } = this;
    const store = new LocalOrderStore({ log, clock, newTicketId: () => `p${++this.tickets}` });
    const rig = new GuardRig({ clock, store });
    // Nobody can look: what is unknown stays so.
    rig.listed = null;
    return rig;
  }
}

type Step = fc.AsyncCommand<Model, Real>;

const caller = keyCaller({ maxDailyValue: MAX_DAILY });

async function checkValue(model: Model, real: Real): Promise<void> {
  assert.equal(await real.rig.usage(), model.usedValue * 100, "the day's value");
  assert.ok(model.usedValue <= MAX_DAILY);
}

class Place implements Step {
  readonly key: string;
  readonly qty: number;

  constructor(key: string, qty: number) {
    this.key = key;
    this.qty = qty;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    const { key, qty } = this;
    const before = real.rig.calls.length;
    const answer = await real.rig.run(placeBody(qty), { key, caller });
    const isSent = real.rig.calls.length > before;
    const known = model.fates.get(key);
    if (known === undefined) {
      const fits = model.usedValue + qty <= MAX_DAILY;
      assert.equal(isSent, fits, "sent where it fits");
      if (!fits) assert.equal(answer.reason, "ORDER_QUOTA");
      else {
        model.fates.set(key, { qty, fate: "in_flight" });
        model.sent.set(key, (model.sent.get(key) ?? 0) + 1);
        model.usedValue += qty;
        real.open.push({ key, qty, answer, call: real.rig.last.send() });
      }
    } else {
      assert.ok(!isSent, "a key is sent once");
      if (known.qty !== qty) assert.equal(answer.reason, "IDEMPOTENCY_CONFLICT");
      else if (known.fate === "in_flight") {
        assert.equal(answer.count, 0);
        answer.cancel();
      } else if (known.fate === "unknown") assert.equal(answer.reason, "OUTCOME_UNKNOWN");
      else {
        assert.equal(answer.notes?.replayed, true);
        const { retType } = readReply(answer.reply ?? new Uint8Array());
        assert.equal(retType, known.fate === "accepted" ? 0 : -1);
      }
    }
    await checkValue(model, real);
  }

  toString(): string {
    return `place ${this.qty} as ${this.key}`;
  }
}

type Ending = "accept" | "refuse" | "lose" | "leave, then accept" | "leave, then refuse" | "never answered";

class End implements Step {
  readonly at: number;
  readonly how: Ending;

  constructor(at: number, how: Ending) {
    this.at = at;
    this.how = how;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    const open = real.open[this.at % Math.max(1, real.open.length)];
    const known = open === undefined ? undefined : model.fates.get(open.key);
    if (open === undefined || known === undefined) return;
    if (this.how === "never answered") {
      // Time passes for all of them.
      real.clock.advance(65_000);
      await settle();
      for (const { key, answer } of real.open) {
        assert.equal(answer.reason, "OUTCOME_UNKNOWN");
        const lost = model.fates.get(key);
        if (lost !== undefined) lost.fate = "unknown";
      }
      real.open = [];
      await checkValue(model, real);
      return;
    }
    real.open = real.open.filter((each) => each !== open);
    if (this.how.startsWith("leave")) {
      open.answer.cancel();
      assert.equal(open.answer.reason, "OUTCOME_UNKNOWN");
    }
    if (this.how === "lose") {
      open.call.lose();
      known.fate = "unknown";
    } else if (this.how.endsWith("accept")) {
      open.call.reply(placeReply(real.orderId++));
      known.fate = "accepted";
    } else {
      open.call.reply(refusal());
      known.fate = "refused";
      model.usedValue -= open.qty;
    }
    await settle();
    assert.equal(open.answer.count, 1, "one answer");
    await checkValue(model, real);
  }

  toString(): string {
    return `${this.how} #${this.at}`;
  }
}

/** Asked for, and gone before anything could be sent: no trace is left. */
class Abandon implements Step {
  readonly qty: number;

  constructor(qty: number) {
    this.qty = qty;
  }

  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    const answer = await real.rig.run(placeBody(this.qty), { key: `gone ${this.qty}`, caller });
    answer.cancel();
    await settle();
    assert.ok(answer.reason === "CANCELLED" || answer.reason === "ORDER_QUOTA");
    await checkValue(model, real);
  }

  toString(): string {
    return `abandon ${this.qty}`;
  }
}

class Restart implements Step {
  check(): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    real.restart();
    for (const known of model.fates.values()) if (known.fate === "in_flight") known.fate = "unknown";
    await checkValue(model, real);
  }

  toString(): string {
    return "kill -9";
  }
}

test("whatever happens in whatever order, the guard does as its model: one sending a key, one answer, the right value", async () => {
  const qty = fc.constantFrom(100, 300, 600);
  const steps = [
    fc.record({ key: fc.constantFrom(...KEYS), qty }).map(({ key, qty: each }) => new Place(key, each)),
    fc
      .record({
        at: fc.nat(5),
        how: fc.constantFrom<Ending>(
          "accept",
          "refuse",
          "lose",
          "leave, then accept",
          "leave, then refuse",
          "never answered",
        ),
      })
      .map(({ at, how }) => new End(at, how)),
    qty.map((each) => new Abandon(each)),
    fc.constant(new Restart()),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 40 }), async (commands) => {
      const model: Model = { fates: new Map(), sent: new Map(), usedValue: 0 };
      await fc.asyncModelRun(() => ({ model, real: new Real() }), commands);
      assert.ok([...model.sent.values()].every((count) => count === 1));
    }),
    { numRuns: 200, seed: 20261121 },
  );
});
