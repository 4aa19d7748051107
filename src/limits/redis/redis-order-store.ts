import { GatewayError } from "../../errors/gateway-error.js";
import type {
  AdmissionResult,
  IdempotencyMark,
  KnownRequest,
  OrderAdmission,
  OrderStore,
  OrderTicket,
  OrderTrace,
  OrderUsage,
  SettledOutcome,
} from "../orders/order-store.js";
import { LateSettlements, type Settlement } from "./late-settlements.js";
import { dayNumber, dayText, OrderKeys } from "./order-keys.js";
import { OrderLeases } from "./order-leases.js";
import { admitScript, inFlightScript, LOST_TTL_MS, recallScript, settleScript, usageScript } from "./order-scripts.js";
import { type EpochMemory, type RecordEvent, RecordWatch } from "./record-watch.js";
import type { RedisClient } from "./redis-client.js";
import type { RedisArgument } from "./redis-connection.js";
import { RedisReplyError, RedisUnavailable } from "./redis-errors.js";
import { ScriptAnswer } from "./redis-reply.js";
import type { RedisScript } from "./redis-script.js";

export interface RedisOrderStoreOptions {
  /** Started and closed by who made it. */
  readonly client: RedisClient;
  readonly clock: RedisStoreClock;
  /** Of this process and no other one, at any time. */
  readonly replica: string;
  /** Never the same twice, over replicas and restarts too. */
  readonly newId: () => string;
  readonly keyPrefix?: string;
  readonly memory?: EpochMemory | null;
  readonly onEvent?: (event: RedisOrderEvent) => void;
  /** Added to Redis's clock; for tests. */
  readonly shiftMs?: () => number;
}

export interface RedisStoreClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Epoch milliseconds. */
  wallMs(): number;
  schedule(delayMs: number, task: () => void): () => void;
}

export type RedisOrderEvent =
  | RecordEvent
  /** Redis answers, but with an error: WRONGTYPE, OOM, NOPERM and the like. Told once until it works again. */
  | { readonly type: "records_failed"; readonly code: string };

const HEARTBEAT_MS = 5000;
const RETRY_MS = 1000;
const POLL_FIRST_MS = 25;
const POLL_MOST_MS = 400;
/** Midnight may come between the question and its answer; twice it can't. */
const MAX_TRIES = 3;
/** Begins the id of a ticket that stands nowhere. */
const UNCOUNTED = "uncounted:";

/** What is counted about orders in Redis, for all gateways that share it. Decides by Redis's clock. */
export class RedisOrderStore implements OrderStore {
  readonly shared = true;
  private readonly options: RedisOrderStoreOptions;
  private readonly client: RedisClient;
  private readonly keys: OrderKeys;
  private readonly watch: RecordWatch;
  private readonly leases: OrderLeases;
  private readonly late: LateSettlements;
  private readonly shiftMs: () => number;
  private readonly endListening: () => void;
  private readonly waiting = new Set<() => void>();
  /** Resolves when what waited for Redis was written: before it, admissions that were given up may still count. */
  private caughtUp: Promise<void> = Promise.resolve();
  private cancelBeat: () => void = () => undefined;
  private failure: string | null = null;
  private closed = false;

  constructor(options: RedisOrderStoreOptions) {
    const { client, clock, replica, newId, memory = null } = options;
    this.options = options;
    this.client = client;
    this.keys = new OrderKeys(options.keyPrefix);
    this.shiftMs = options.shiftMs ?? (() => 0);
    this.watch = new RecordWatch({
      client,
      keys: this.keys,
      replica,
      newEpoch: newId,
      wallMs: () => clock.wallMs(),
      shiftMs: this.shiftMs,
      memory,
      onEvent: (event) => options.onEvent?.(event),
    });
    this.leases = new OrderLeases(client, this.keys, () => clock.now(), this.shiftMs);
    this.late = new LateSettlements((ticket, outcome) => this.write(ticket, outcome));
    this.endListening = client.onAvailable(() => {
      this.caughtUp = this.beat();
    });
    if (client.available) this.caughtUp = this.beat();
  }

  /** Whether orders that are counted are refused: Redis is away, or records were lost. */
  get failing(): boolean {
    return !this.client.available || this.watch.lost;
  }

  async recall(owner: string, { key, bodySha256 }: IdempotencyMark): Promise<KnownRequest | null> {
    const answer = await this.ask(recallScript, [this.keys.record(owner, key)], [bodySha256]).catch(refuse);
    return answer.type === "new" ? null : known(answer, owner, key);
  }

  async admit(order: OrderAdmission): Promise<AdmissionResult> {
    const { owner, wallMs, valueCents, countsAsOrder, idempotency } = order;
    const limited = isLimited(order);
    const id = this.options.newId();
    const uncounted = (): AdmissionResult => ({
      type: "admitted",
      ticket: { id: UNCOUNTED + id, owner, valueCents, day: dayText(dayNumber(wallMs)), idempotencyKey: null },
    });
    if (valueCents === 0 && !countsAsOrder && idempotency === null) return uncounted();
    if (this.closed) throw refusal("the gateway stops");
    try {
      return (await this.admitAt(order, id, limited)) ?? uncounted();
    } catch (error) {
      // Nobody passes on it, so it must not count, should Redis still come to it.
      if (error instanceof RedisUnavailable && error.sent) this.late.add(this.ticket(order, id), { type: "void" });
      if (!limited) return uncounted();
      return refuse(error);
    }
  }

  async settle(ticket: OrderTicket, outcome: SettledOutcome): Promise<void> {
    if (ticket.id.startsWith(UNCOUNTED)) return;
    this.leases.end(ticket);
    // The order of two outcomes of one ticket must stay.
    this.late.add(ticket, outcome);
    if (this.client.available) await this.late.flush();
    for (const wake of [...this.waiting]) wake();
  }

  async settled(owner: string, idempotencyKey: string, deadlineMs: number): Promise<void> {
    const { clock } = this.options;
    const record = this.keys.record(owner, idempotencyKey);
    for (let waitMs = POLL_FIRST_MS; !this.closed; waitMs = Math.min(2 * waitMs, POLL_MOST_MS)) {
      const leftMs = deadlineMs - clock.now();
      if (leftMs <= 0) return;
      const inFlight = await inFlightScript.run(this.client, [record], [this.shiftMs()]).catch(() => 0);
      // Away counts as the end too: who asks again learns that it is.
      if (inFlight !== 1 || this.closed) return;
      await this.pause(Math.min(waitMs, Math.max(0, deadlineMs - clock.now())));
    }
  }

  async usage(owner: string): Promise<OrderUsage> {
    const { answer } = await this.inDay((day) =>
      this.ask(usageScript, [this.keys.day(dayText(day)), this.keys.rate(owner)], [day, owner]),
    ).catch(refuse);
    return { dayCents: answer.number(1), ordersLastMinute: answer.number(2) };
  }

  /** Writes what still waits, if Redis is there. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelBeat();
    this.endListening();
    for (const wake of [...this.waiting]) wake();
    if (this.client.available) await this.late.flush();
  }

  /** null: records were lost, but this order needs none. */
  private async admitAt(order: OrderAdmission, id: string, limited: boolean): Promise<AdmissionResult | null> {
    const { owner, valueCents, maxDailyCents, maxOrdersPerMinute, countsAsOrder, idempotency, trace } = order;
    const { keys, watch, options } = this;
    const { answer, day } = await this.inDay((day) => {
      const names = [keys.lost, keys.writer(options.replica), keys.day(dayText(day)), keys.epoch];
      names.push(keys.rate(owner), keys.order(id));
      if (idempotency !== null) names.push(keys.record(owner, idempotency.key));
      return this.ask(admitScript, names, [
        day,
        ...watch.proof,
        limited ? "1" : "0",
        owner,
        id,
        valueCents,
        maxDailyCents ?? "",
        maxOrdersPerMinute ?? "",
        countsAsOrder ? "1" : "0",
        dayText(day),
        idempotency?.bodySha256 ?? "",
        idempotency === null ? "" : JSON.stringify(trace),
      ]);
    });
    switch (answer.type) {
      case "admitted": {
        watch.wrote(answer.number(2), day, answer.text(1));
        if (limited) watch.accepted();
        const ticket = this.ticket(order, id, day);
        this.leases.begin(ticket);
        return { type: "admitted", ticket };
      }
      case "over_rate":
      case "over_daily_value":
        return { type: answer.type, retryAfterMs: answer.number(1) };
      case "lost":
        watch.foundLoss(LOST_TTL_MS, answer.text(1));
        if (!limited) return null;
        throw refusal("records of orders were lost, and the operator has not accepted it yet");
      default:
        return known(answer, owner, idempotency?.key ?? "");
    }
  }

  private ticket(
    { owner, valueCents, idempotency }: OrderAdmission,
    id: string,
    day: number = this.watch.today,
  ): OrderTicket {
    return { id, owner, valueCents, day: dayText(day), idempotencyKey: idempotency?.key ?? null };
  }

  /** Asks with the day that Redis has, which the gateway learns only by being wrong. */
  private async inDay(
    ask: (day: number) => Promise<ScriptAnswer>,
  ): Promise<{ readonly answer: ScriptAnswer; readonly day: number }> {
    for (let tries = 1; ; tries++) {
      const day = this.watch.today;
      const answer = await ask(day);
      if (answer.type !== "day") return { answer, day };
      if (tries === MAX_TRIES) throw refusal("the clock of Redis jumps");
      this.watch.correctDay(answer.number(1));
    }
  }

  private async ask(
    script: RedisScript,
    keys: readonly string[],
    args: readonly RedisArgument[],
  ): Promise<ScriptAnswer> {
    if (this.client.available) await this.caughtUp;
    return new ScriptAnswer(await this.noting(() => script.run(this.client, keys, [this.shiftMs(), ...args])));
  }

  /** @throws RedisUnavailable, or RedisReplyError. */
  private async write(ticket: OrderTicket, outcome: Settlement): Promise<void> {
    const { id, owner, day, idempotencyKey } = ticket;
    const keys = [this.keys.order(id), this.keys.day(day), this.keys.rate(owner)];
    if (idempotencyKey !== null) keys.push(this.keys.record(owner, idempotencyKey));
    const reply = "reply" in outcome ? outcome.reply : "";
    await this.noting(() => settleScript.run(this.client, keys, [this.shiftMs(), outcome.type, id, owner, reply]));
  }

  private async noting<T>(ask: () => Promise<T>): Promise<T> {
    try {
      const reply = await ask();
      this.failure = null;
      return reply;
    } catch (error) {
      if (error instanceof RedisReplyError && error.code !== this.failure) {
        this.failure = error.code;
        this.options.onEvent?.({ type: "records_failed", code: error.code });
      }
      throw error;
    }
  }

  private async beat(): Promise<void> {
    this.cancelBeat();
    try {
      await this.noting(() => this.watch.beat());
      await this.late.flush();
      await this.leases.renew();
    } catch {
      // Away, which the client tells; or an error, which was told just now.
    }
    if (this.closed || !this.client.available) return;
    this.cancelBeat();
    this.cancelBeat = this.options.clock.schedule(HEARTBEAT_MS, () => void this.beat());
  }

  private pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        this.waiting.delete(end);
        resolve();
      };
      const cancel = this.options.clock.schedule(delayMs, end);
      this.waiting.add(end);
    });
  }
}

/** Whether the order may pass only as it was counted. */
function isLimited(order: OrderAdmission): boolean {
  const { valueCents, maxDailyCents, countsAsOrder, maxOrdersPerMinute, idempotency } = order;
  if (idempotency !== null) return true;
  return (valueCents > 0 && maxDailyCents !== null) || (countsAsOrder && maxOrdersPerMinute !== null);
}

function known(answer: ScriptAnswer, owner: string, idempotencyKey: string): KnownRequest {
  switch (answer.type) {
    case "replay":
      return { type: "replay", reply: answer.bytes(1) };
    case "in_flight":
    case "not_placed":
    case "conflict":
      return { type: answer.type };
    case "unknown": {
      const ticket = { id: answer.text(1), owner, valueCents: answer.number(2), day: answer.text(3), idempotencyKey };
      const trace = JSON.parse(answer.text(4)) as OrderTrace;
      return { type: "unknown", ticket, trace, ageMs: answer.number(5) };
    }
    default:
      throw new Error(`a script answered "${answer.type}"`);
  }
}

/** @throws GatewayError, whatever went wrong with Redis. */
function refuse(error: unknown): never {
  if (error instanceof GatewayError) throw error;
  throw refusal("what orders are counted with can't be reached", error);
}

function refusal(cause: string, error?: unknown): GatewayError {
  return new GatewayError("STATE_UNAVAILABLE", `${cause}; nothing was sent`, {
    retryAfterMs: RETRY_MS,
    ...(error === undefined ? {} : { cause: error }),
  });
}
