import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { CallRequest } from "../call.js";
import { type CancelCall, Pool, type PoolEvent, type PoolOptions, type Push } from "../pool.js";
import { type Ending, isPush, request } from "./connection-rig.js";
import { FakeClock } from "./fake-clock.js";
import { FakeOpend, type FakeSocket } from "./fake-opend.js";
import type { ReadFrame } from "./wire-bytes.js";

/** A pool with all it told. */
export class PoolRig {
  readonly clock = new FakeClock();
  readonly opend = new FakeOpend();
  readonly events: PoolEvent[] = [];
  readonly pushes: Push[] = [];
  readonly endings: Ending[] = [];
  readonly pool: Pool;

  constructor(options: Partial<PoolOptions> = {}) {
    this.pool = new Pool({
      addresses: [{ host: "opend", port: 11111 }],
      connectionsPerAddress: 2,
      maxInFlightPerMember: 4,
      maxQueued: 8,
      queueTimeoutMs: 5000,
      maxBodyBytes: 1024 * 1024,
      rsaCipher: null,
      dial: this.opend.dial,
      clock: this.clock,
      random: () => 0.5,
      isPush,
      onEvent: (event) => this.events.push(event),
      onPush: (push) => this.pushes.push(push),
      ...options,
    });
  }

  /** Starts, and opens a session on every connection. */
  ready(): readonly FakeSocket[] {
    this.pool.start();
    for (const socket of this.opend.sockets) socket.openSession();
    return this.opend.sockets;
  }

  /** Submits a call that tells its ending in `endings`; `onEnd` runs within its `done`. */
  submit(tag: string, parts: Partial<CallRequest> = {}, onEnd: () => void = () => undefined): CancelCall {
    return this.pool.submit(request(tag, parts), (reply, failure) => {
      this.endings.push({ tag, reply: reply === null ? null : reply.toString(), failure });
      onEnd();
    });
  }

  /** Ends the turn and returns what left on `socket` since the last look. */
  sent(socket: FakeSocket): ReadFrame[] {
    this.clock.endTurn();
    return socket.takeFrames();
  }

  /** The same as text. */
  sentTags(socket: FakeSocket): string[] {
    return this.sent(socket).map(({ body }) => body.toString());
  }

  ending(tag: string): Ending {
    const endings = this.endings.filter((each) => each.tag === tag);
    assert.equal(endings.length, 1, `${tag} ended ${endings.length} times`);
    return endings[0] as Ending;
  }

  /** Answers each frame with `re:` and its body. */
  answer(socket: FakeSocket, frames: readonly ReadFrame[]): void {
    for (const each of frames) socket.reply(each, Buffer.concat([Buffer.from("re:"), each.body]));
  }
}
