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

  /** What scripts compare: replica, acknowledged writes, whether they were in the day. */
  get proof(): readonly [string, string, string] {
    return [this.options.replica, String(this.acked), this.sawDay ? "1" : "0"];
  }

  /** Redis's clock is in another day. */
  correctDay(redisMs: number): void {
    const day = dayNumber(redisMs);
    if (day === this.day) return;
    this.day = day;
    this.sawDay = false;
  }

  /** A write was acknowledged. @param day the day that it was made in. */
  wrote(count: number, day: number): void {
    this.acked = Math.max(this.acked, count);
    if (day === this.day) this.sawDay = true;
  }

  /** A script found a loss. */
  foundLoss(retryAfterMs: number): void {
    if (this.isLost) return;
    this.isLost = true;
    this.options.onEvent({ type: "records_lost", key: this.options.keys.lost, retryAfterMs });
  }

  /** Signs in, and compares. @throws RedisUnavailable, or RedisReplyError. */
  async beat(): Promise<void> {
    const { client, keys, replica, newEpoch, wallMs, shiftMs, memory, onEvent } = this.options;
    if (wallMs() - this.beatAtMs > MEMORY_LIFE_MS) this.forget();
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const { day } = this;
      const reply = await heartbeatScript.run(
        client,
        [keys.lost, keys.writer(replica), keys.day(dayText(day)), keys.epoch],
        [shiftMs(), day, ...this.proof, this.epoch ?? "", newEpoch()],
      );
      const answer = new ScriptAnswer(reply);
      if (answer.type === "day") {
        this.correctDay(answer.number(1));
        continue;
      }
      this.epoch = answer.text(1);
      this.beatAtMs = wallMs();
      this.wrote(answer.number(3), day);
      memory?.save({ epoch: this.epoch, seenAtMs: wallMs() });
      const lostForMs = answer.number(4);
      if (answer.text(2) === "1") onEvent({ type: "records_begun" });
      if (lostForMs > 0) this.foundLoss(lostForMs);
      else if (this.isLost) {
        this.isLost = false;
        onEvent({ type: "records_accepted" });
      }
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
