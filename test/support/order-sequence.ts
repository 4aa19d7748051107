import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type Order, OrderStatus } from "../../generated/ts/Trd_Common.js";
import type { HostCall, HostOutcome } from "./order-host.js";
import { changeBody, LATE_MS, type OrderFault, type OrderWorld, placeBody } from "./order-world.js";

const LOT = 100;
const DAY_MS = 86_400_000;
/** Three seconds. */
const MAX_TRIES = 300;
const PATIENT_MS = 300;
/** For what is answered without OpenD, or from its order list. */
const ASKING_MS = 5000;
/** Gone before a late answer comes. */
const HASTY_MS = 25;
/** Longer than a late answer is waited for. */
const SETTLED_MS = 70_000;
/** Shorter than the window by what a request may be under way. */
const RATE_WINDOW_MS = 55_000;

const DAILY_VALUES = [2000, 5000, 20_000] as const;
const ORDERS_PER_MINUTE = [4, 10, 30] as const;

/** What a sequence's key may be limited to. */
export const RULES: readonly HostCall["rules"][] = DAILY_VALUES.flatMap((maxDailyValue) =>
  ORDERS_PER_MINUTE.flatMap((maxOrdersPerMinute) =>
    [true, false].map((tagsRemark) => ({ maxDailyValue, maxOrdersPerMinute, tagsRemark })),
  ),
);

interface Logical {
  readonly number: number;
  readonly call: HostCall;
  readonly qty: number | null;
  readonly remark: string | null;
  /** Of a change: the order it is about. */
  readonly orderId: bigint | null;
  /** In cents: what it may add to the day. */
  readonly cents: number;
  readonly outcomes: HostOutcome[];
}

/** Random numbers that a seed repeats. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(...choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}

/** What a run did, for its report. */
export class Tally {
  sequences = 0;
  kills = 0;
  restarts = 0;
  /** Orders and changes that the simulator received. */
  sent = 0;
  readonly counts = new Map<string, number>();

  count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  toString(): string {
    const parts = [...this.counts].sort(([a], [b]) => a.localeCompare(b)).map(([name, count]) => `${name} ${count}`);
    return `${this.sequences} sequences, ${this.kills} kills, ${this.restarts} restarts, ${this.sent} sent; ${parts.join(", ")}`;
  }
}

let lastNumber = 0;

/** One random sequence of a key's calls, and what must hold of it whatever happens. */
export class OrderSequence {
  private readonly world: OrderWorld;
  private readonly dice: Dice;
  private readonly tally: Tally;
  private readonly keyId = `s${++lastNumber}`;
  private readonly rules: HostCall["rules"];
  private readonly calls: Logical[] = [];
  /** Calls that are under way. */
  private under: { readonly logical: Logical; readonly ended: Promise<void> }[] = [];
  private readonly placed: bigint[] = [];
  private needsTime = false;

  constructor(world: OrderWorld, dice: Dice, tally: Tally) {
    this.world = world;
    this.dice = dice;
    this.tally = tally;
    this.rules = {
      maxDailyValue: dice.pick(...DAILY_VALUES),
      maxOrdersPerMinute: dice.pick(...ORDERS_PER_MINUTE),
      tagsRemark: dice.chance(0.7),
    };
  }

  async run(kills: boolean): Promise<void> {
    await this.leaveMidnight();
    const steps = 3 + this.dice.below(6);
    for (let step = 0; step < steps; step++) await this.step(kills);
    this.world.setFault("answer");
    await this.drain();
    if (this.needsTime) await this.world.jump(SETTLED_MS);
    await this.world.gateway.ready();
    await this.check();
    await this.askAgain();
    await this.check();
    this.tally.sequences++;
  }

  /** A sequence's day is one day: what midnight does has tests of its own. */
  private async leaveMidnight(): Promise<void> {
    const leftMs = DAY_MS - (this.world.wallMs() % DAY_MS);
    if (leftMs < 1_800_000) {
      await this.world.jump(leftMs + 1000);
      await this.world.gateway.ready();
    }
  }

  private async step(kills: boolean): Promise<void> {
    const { dice, world, tally } = this;
    const roll = dice.next();
    if (roll < 0.55) {
      world.setFault(
        dice.pick<OrderFault>("answer", "answer", "answer", "ignore", "close-before", "close-after", "late"),
      );
      const parallel = dice.pick(1, 1, 1, 3);
      for (let count = 0; count < parallel; count++) this.begin(this.newCall(), kills);
      if (dice.chance(0.2)) world.cutConnections();
      if (kills && dice.chance(0.25)) await this.kill();
      if (dice.chance(0.8)) await this.drain();
    } else if (roll < 0.8) {
      await this.repeat();
    } else if (roll < 0.9) {
      await world.jump(dice.pick(1000, 20_000, 61_000));
      tally.count("time passes");
    } else {
      await this.drain();
      if (kills) await this.kill();
      else {
        await world.restart();
        tally.restarts++;
      }
    }
  }

  private newCall(): Logical {
    const { dice } = this;
    const number = ++lastNumber;
    const target =
      this.placed.length > 0 && dice.chance(0.35) ? this.placed[dice.below(this.placed.length)] : undefined;
    const idempotencyKey = dice.chance(0.8) ? `key ${number}` : null;
    const isCancel = target !== undefined && dice.chance(0.4);
    // A change is told by its quantity, which no order begins with; so each order is changed once.
    if (target !== undefined) this.placed.splice(this.placed.indexOf(target), 1);
    const lots = (target === undefined ? 1 : 11) + dice.below(10);
    // One in ten is no multiple of a lot: OpenD refuses it.
    const qty = isCancel ? null : LOT * lots + (dice.chance(0.1) ? 1 : 0);
    const own = idempotencyKey === null || !this.rules.tagsRemark || dice.chance(0.3);
    const remark = target === undefined && own ? `mine ${number}` : null;
    const call: HostCall = {
      protoId: target === undefined ? 2202 : 2205,
      body: target === undefined ? placeBody(number, qty ?? 0, remark) : changeBody(number, target, qty),
      keyId: this.keyId,
      rules: this.rules,
      idempotencyKey,
      timeoutMs: PATIENT_MS,
      cancelAfterMs: dice.chance(0.1) ? dice.below(5) : null,
    };
    return { number, call, qty, remark, orderId: target ?? null, cents: (qty ?? 0) * 100, outcomes: [] };
  }

  private begin(logical: Logical, kills: boolean): void {
    const { call } = logical;
    // Without a key nobody can say afterwards what a killed gateway had counted.
    if (kills && call.idempotencyKey === null) return;
    if (!this.calls.includes(logical)) this.calls.push(logical);
    const { fault } = this.world;
    // The first call with its key may be waited for that has no answer to come.
    const isRepetition = logical.outcomes.length > 0;
    const timeoutMs = fault === "ignore" || fault === "late" || isRepetition ? HASTY_MS : PATIENT_MS;
    const ended = this.world.gateway.call({ ...call, timeoutMs }).then(
      (outcome) => {
        logical.outcomes.push(outcome);
        this.tally.count(
          outcome.reason ?? (outcome.replayed ? "replayed" : outcome.retType === 0 ? "accepted" : "refused"),
        );
        if (outcome.reason === "OUTCOME_UNKNOWN" || outcome.reason === "DEADLINE_EXCEEDED") this.needsTime = true;
      },
      (error: unknown) => {
        assert.match(String(error), /killed/);
      },
    );
    this.under.push({ logical, ended });
  }

  private async repeat(): Promise<void> {
    const keyed = this.calls.filter(({ call }) => call.idempotencyKey !== null);
    const logical = keyed[this.dice.below(keyed.length)];
    if (logical === undefined) return;
    if (this.dice.chance(0.2)) {
      // Over the day's value where the key is free: it must not be sent under any circumstances.
      const body = placeBody(logical.number, 2 * Math.max(...DAILY_VALUES), "another body");
      const known = await this.world.gateway.known(logical.call);
      const { reason } = await this.world.gateway.call({
        ...logical.call,
        body,
        protoId: 2202,
        timeoutMs: ASKING_MS,
        cancelAfterMs: null,
      });
      if (known !== null)
        assert.ok(reason === "IDEMPOTENCY_CONFLICT" || reason === "ORDER_QUOTA", `${known}: ${reason}`);
      return;
    }
    this.begin(logical, false);
    if (this.dice.chance(0.5)) await this.drain();
  }

  private async drain(): Promise<void> {
    await Promise.all(this.under.map(({ ended }) => ended));
    this.under = [];
    if (this.world.fault === "late") await delay(2 * LATE_MS);
    await this.world.gateway.ready();
    const orders = await this.world.orders();
    for (const { call, remark } of this.calls) {
      if (call.protoId !== 2202 || remark === null) continue;
      const order = orders.find((each) => each.remark === remark);
      const changed = this.calls.some(({ orderId }) => orderId !== null && orderId === order?.orderID);
      if (order?.orderID !== undefined && !changed && !this.placed.includes(order.orderID))
        this.placed.push(order.orderID);
    }
  }

  private async kill(): Promise<void> {
    if (this.dice.chance(0.5)) await delay(this.dice.below(10));
    await this.world.kill();
    this.tally.kills++;
    await Promise.all(this.under.map(({ ended }) => ended));
    this.under = [];
  }

  /** Every key is asked again a minute later: what nobody knew is found or not, never sent again. */
  private async askAgain(): Promise<void> {
    const unknown: Logical[] = [];
    for (const logical of this.calls) {
      if ((await this.world.gateway.known(logical.call)) === "unknown") unknown.push(logical);
    }
    if (unknown.length === 0) return;
    await this.world.jump(SETTLED_MS);
    await this.world.gateway.ready();
    const orders = await this.world.orders();
    for (const logical of unknown) {
      const accepted = this.wasAccepted(logical, orders);
      const call = { ...logical.call, timeoutMs: ASKING_MS, cancelAfterMs: null };
      const { reason, retType } = await this.world.gateway.call(call);
      const told = reason ?? "found";
      this.tally.count(`asked again: ${told}`);
      if (told === "found") assert.ok(accepted && retType === 0, `${logical.number} was not placed, but found`);
      else if (told === "ORDER_NOT_PLACED") assert.ok(!accepted, `${logical.number} was placed, but not found`);
      else assert.equal(told, "OUTCOME_UNKNOWN");
    }
  }

  /** What a caller has left behind is taken back when the disk has it. */
  private async check(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.checkOnce();
        return;
      } catch (error) {
        if (tries === MAX_TRIES) throw error;
        await delay(10);
      }
    }
  }

  private async checkOnce(): Promise<void> {
    const { world, keyId, rules } = this;
    const mine = world.received.filter(({ number }) => this.calls.some((each) => each.number === number));
    const times = new Map<number, number>();
    for (const { number } of mine) times.set(number, (times.get(number) ?? 0) + 1);
    for (const [number, count] of times) assert.equal(count, 1, `request ${number} reached OpenD ${count} times`);

    const orders = await world.orders();
    let acceptedCents = 0;
    let unknownCents = 0;
    let openCents = 0;
    for (const logical of this.calls) {
      const { call, cents, outcomes } = logical;
      const accepted = this.wasAccepted(logical, orders);
      if (accepted) acceptedCents += cents;
      else if (call.idempotencyKey !== null) {
        if ((await world.gateway.known(call)) === "unknown") unknownCents += cents;
      } else if (outcomes.at(-1)?.reason === "OUTCOME_UNKNOWN") {
        // Without a key nobody can ask whether a refusal came after its caller had gone.
        openCents += cents;
      }
      this.checkOutcomes(logical, accepted);
    }
    const { dayCents } = await world.gateway.usage(keyId);
    const atLeast = acceptedCents + unknownCents;
    const told = `${keyId}: ${this.describe()}: value ${dayCents}, accepted ${acceptedCents}, unknown ${unknownCents} to ${unknownCents + openCents}`;
    assert.ok(dayCents >= atLeast && dayCents <= atLeast + openCents, told);
    assert.ok(acceptedCents <= (rules.maxDailyValue ?? 0) * 100, `${keyId}: over the day's value`);

    const counted = mine.filter(({ number }) => this.calls.some((each) => each.number === number && each.qty !== null));
    for (const { atMs } of counted) {
      const inWindow = counted.filter((each) => each.atMs >= atMs && each.atMs < atMs + RATE_WINDOW_MS).length;
      assert.ok(inWindow <= (rules.maxOrdersPerMinute ?? 0), `${keyId}: ${inWindow} orders in a minute`);
    }
  }

  /** For the report of a failure. */
  private describe(): string {
    const received = new Map(this.world.received.map(({ number, fault }) => [number, fault]));
    return this.calls
      .map(({ number, call, cents, outcomes }) => {
        const told = outcomes.map(({ reason, retType }) => reason ?? retType).join("/");
        return `${number} ${call.protoId} ${cents} ${call.idempotencyKey ?? "no key"} ${received.get(number) ?? "not received"}: ${told}`;
      })
      .join("; ");
  }

  /** Nobody may be told that an order took no effect when it did, nor the reverse. */
  private checkOutcomes({ number, outcomes }: Logical, accepted: boolean): void {
    for (const { retType, reason } of outcomes) {
      if (reason === "ORDER_NOT_PLACED") assert.ok(!accepted, `${number}: told that it was not placed`);
      if (retType === 0) assert.ok(accepted, `${number}: told that it was placed`);
    }
  }

  private wasAccepted({ number, qty, remark, orderId }: Logical, orders: readonly Order[]): boolean {
    const received = this.world.received.find((each) => each.number === number);
    if (received === undefined) return false;
    if (orderId !== null) {
      const order = orders.find(({ orderID }) => orderID === orderId);
      return qty === null ? order?.orderStatus === OrderStatus.OrderStatus_Cancelled_All : order?.qty === qty;
    }
    const text = remark ?? received.remark;
    assert.notEqual(text, "", `request ${number} can be told from others`);
    const found = orders.filter((each) => each.remark === text);
    assert.ok(found.length <= 1, `request ${number} was placed ${found.length} times`);
    return found.length === 1;
  }
}
