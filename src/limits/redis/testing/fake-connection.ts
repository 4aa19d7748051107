import type { ConnectionEvents, RedisArgument, RedisConnection, RedisReply } from "../redis-connection.js";

export interface FakeCall {
  readonly command: string;
  readonly args: readonly RedisArgument[];
  readonly answer: (reply: RedisReply) => void;
  readonly fail: (error: Error) => void;
}

/** A connection whose other end is the test. */
export class FakeConnection implements RedisConnection {
  readonly events: ConnectionEvents;
  readonly calls: FakeCall[] = [];
  destroyed = false;

  constructor(events: ConnectionEvents) {
    this.events = events;
  }

  call(command: string, args: readonly RedisArgument[]): Promise<RedisReply> {
    return new Promise((resolve, reject) => {
      this.calls.push({ command, args, answer: resolve, fail: reject });
    });
  }

  destroy(): void {
    this.destroyed = true;
  }
}
