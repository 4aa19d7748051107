import type { RedisReply } from "./redis-connection.js";

/** The fields of a script's answer, as text; the first one says what it is. */
export class ScriptAnswer {
  private readonly fields: readonly RedisReply[];

  /** @throws Error when it is no list: another program's script, or a defect. */
  constructor(reply: RedisReply) {
    if (!Array.isArray(reply)) throw new Error("Redis answered a script with something else than a list");
    this.fields = reply as readonly RedisReply[];
  }

  get type(): string {
    return this.text(0);
  }

  text(at: number): string {
    return this.bytes(at).toString("utf8");
  }

  number(at: number): number {
    return Number(this.text(at));
  }

  bytes(at: number): Buffer {
    const field = this.fields[at];
    if (!Buffer.isBuffer(field)) throw new Error(`Redis answered a script without field ${at}`);
    return field;
  }
}
