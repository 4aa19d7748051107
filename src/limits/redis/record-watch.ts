import { dayNumber, dayText, type OrderKeys } from "./order-keys.js";
import { heartbeatScript } from "./order-scripts.js";
import type { RedisClient } from "./redis-client.js";
import { ScriptAnswer } from "./redis-reply.js";

/** Which Redis was last in use, remembered over restarts of the gateway. */
export interface EpochMemory {
  /** null: none, or none that can be read. */
  load(): RememberedEpoch | null;
  save(epoch: RememberedEpoch): void;
}

export interface RememberedEpoch {
  readonly epoch: string;
  /** When it was last there, in epoch milliseconds. */
  readonly seenAtMs: number;
}

export type RecordEvent =
  /** Nothing was there: values of the day begin at zero. */
  | { readonly type: "records_begun" }
  /** Orders that need the records are refused until `key` is deleted or `retryAfterMs` has passed. */
  | { readonly type: "records_lost"; readonly key: string; readonly retryAfterMs: number }
  | { readonly type: "records_accepted" };

export interface RecordWatchOptions {
  readonly client: RedisClient;
  readonly keys: OrderKeys;
  readonly replica: string;
  readonly newEpoch: () => string;
  readonly wallMs: () => number;
  readonly shiftMs: () => number;
  readonly memory: EpochMemory | null;
  readonly onEvent: (event: RecordEvent) => void;
}

/** After that nothing of what was counted then would count any more. */
const MEMORY_LIFE_MS = 24 * 3_600_000;
/** Midnight may come between the question and its answer; twice it can't. */
const MAX_TRIES = 3;

/**
 * Whether what this gateway wrote into Redis is still there. Redis may be
 * emptied, replaced, or come back from an older copy; counting on from there
 * would allow a day's value twice, and an order twice. So each gateway knows how
 * many of its writes were acknowledged, and each script compares.
 */
export class RecordWatch {
  private readonly options: RecordWatchOptions;
  private acked = 0;
  /** The newest day that this gateway has written in, by Redis's clock. */
  private day: number;
  private sawDay = false;
  private epoch: string | null = null;
  private isLost = false;
  private beatAtMs: number;

  constructor(options: RecordWatchOptions) {
    this.options = options;
    this.day = dayNumber(options.wallMs() + options.shiftMs());
    this.beatAtMs = options.wallMs();
    const remembered = options.memory?.load() ?? null;
    if (remembered !== null && options.wallMs() - remembered.seenAtMs < MEMORY_LIFE_MS) this.epoch = remembered.epoch;
  }

  /** Whether orders that need the records are refused. */
  get lost(): boolean {
    return this.isLost;
  }

  /** The day by Redis's clock, as far as it is known. */
  get today(): number {
    return this.day;
  }

  /** What scripts compare: replica, acknowledged writes, whether they were in the day, the epoch, and the one to begin. */
  get proof(): readonly [string, string, string, string, string] {
    const { replica, newEpoch } = this.options;
    return [replica, String(this.acked), this.sawDay ? "1" : "0", this.epoch ?? "", newEpoch()];
  }

  /** Redis's clock is in another day. */
  correctDay(redisMs: number): void {
    const day = dayNumber(redisMs);
    if (day === this.day) return;
    this.day = day;
    this.sawDay = false;
  }

  /** A write was acknowledged. @param day the day that it was made in. */
  wrote(count: number, day: number, epoch: string): void {
    this.epoch = epoch;
    this.acked = Math.max(this.acked, count);
    if (day === this.day) this.sawDay = true;
  }

  /** A script found a loss, or that the operator does not know of one yet. */
  foundLoss(retryAfterMs: number, epoch: string): void {
    this.epoch = epoch;
    if (this.isLost) return;
    this.isLost = true;
    this.options.onEvent({ type: "records_lost", key: this.options.keys.lost, retryAfterMs });
  }

  /** Orders that need the records pass again. */
  accepted(): void {
    if (!this.isLost) return;
    this.isLost = false;
    this.options.onEvent({ type: "records_accepted" });
  }

  /** Signs in, and compares. @throws RedisUnavailable, or RedisReplyError. */
  async beat(): Promise<void> {
    const { client, keys, replica, wallMs, shiftMs, memory, onEvent } = this.options;
    if (wallMs() - this.beatAtMs > MEMORY_LIFE_MS) this.forget();
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { day } = this;
      const names = [keys.lost, keys.writer(replica), keys.day(dayText(day)), keys.epoch];
      const answer = new ScriptAnswer(await heartbeatScript.run(client, names, [shiftMs(), day, ...this.proof]));
      if (answer.type === "day") {
        this.correctDay(answer.number(1));
        continue;
      }
      const epoch = answer.text(1);
      this.beatAtMs = wallMs();
      this.wrote(answer.number(2), day, epoch);
      memory?.save({ epoch, seenAtMs: this.beatAtMs });
      if (answer.text(3) === "1") onEvent({ type: "records_begun" });
      const lostForMs = answer.number(4);
      if (lostForMs > 0) this.foundLoss(lostForMs, epoch);
      else this.accepted();
      return;
    }
  }

  /** Redis was away, or this machine asleep, for longer than anything counts. */
  private forget(): void {
    this.acked = 0;
    this.sawDay = false;
    this.epoch = null;
  }
}
