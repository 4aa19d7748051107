import { createServer, type Server, type Socket } from "node:net";
import { Response as NotifyResponse, S2C as NotifyS2C } from "../../generated/ts/Notify.js";
import { messageType } from "../catalog/schema.js";
import type { BodyCipher } from "../ftapi/cipher.js";
import { createRsaCipher } from "../ftapi/rsa.js";
import { type Clock, createClock } from "./clock.js";
import { Dispatcher } from "./dispatcher.js";
import { Firehose } from "./firehose/firehose.js";
import { Pacer } from "./firehose/pacer.js";
import { FrequencyLimiter } from "./frequency.js";
import type { HandlerMap } from "./handler.js";
import { Market } from "./market/market.js";
import {
  DEFAULT_HISTORY_QUOTA,
  DEFAULT_KEEP_ALIVE_SEC,
  DEFAULT_MAX_CONNECTIONS,
  DEFAULT_SEED,
  DEFAULT_SUBSCRIPTION_QUOTA,
  FIRST_CONN_ID,
  FLUSH_GRACE_MS,
  LOGIN_USER_ID,
  MIN_PUSH_GAP_MS,
  SERVER_VERSION,
  type SimulatorOptions,
} from "./options.js";
import { createQuoteHandlers } from "./quote/index.js";
import { PushPump } from "./quote/push-pump.js";
import { createRandom, hash } from "./random.js";
import { Session } from "./session.js";
import { SessionRegistry } from "./session-registry.js";
import { Counters, type SimulatorStats } from "./stats.js";
import { Subscriptions } from "./subscriptions.js";
import { createTrading, type Trading } from "./trade/index.js";

export type { SimulatorOptions } from "./options.js";
export type { SimulatorStats } from "./stats.js";

export interface ListenAddress {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** An OpenD of its own: market, accounts and the FTAPI port. */
export class Simulator {
  private readonly options: SimulatorOptions;
  private readonly onError: (error: unknown) => void;
  private readonly realClock: Clock;
  private readonly market: Market;
  private readonly trading: Trading;
  private readonly sessions = new SessionRegistry();
  private readonly subscriptions: Subscriptions;
  private readonly pump: PushPump;
  private readonly firehose: Firehose | null;
  private readonly pacers: Pacer[] = [];
  private readonly generatedOrders: () => number = () => 0;
  private readonly counters = new Counters();
  private readonly dispatcher: Dispatcher;
  private readonly rsa: BodyCipher | null;
  private readonly server: Server;
  private connIdBase = FIRST_CONN_ID;

  /** @throws Error when the RSA key can't be used, RangeError for a rate that is none. */
  constructor(options: SimulatorOptions = {}) {
    // First: what is set up below has timers.
    const trades = rate("firehoseTrades", options.firehoseTrades);
    const notices = rate("firehoseNotices", options.firehoseNotices);
    this.options = options;
    this.onError = options.onError ?? (() => {});
    const seed = options.seed ?? DEFAULT_SEED;
    const speed = options.speed ?? 1;
    const clock = options.clock ?? createClock({ startMs: options.startMs ?? Date.now(), speed });
    const startMs = clock.now();
    this.realClock = options.realClock ?? createClock({ startMs: Date.now(), speed: 1 });
    this.rsa = options.rsaKeyPem === undefined ? null : createRsaCipher(options.rsaKeyPem);
    this.market = new Market({
      seed,
      clock,
      alwaysOpen: options.alwaysOpen ?? true,
      minTickGapMs: MIN_PUSH_GAP_MS * speed,
      onError: this.onError,
    });
    this.subscriptions = new Subscriptions({
      quota: options.subscriptionQuota ?? DEFAULT_SUBSCRIPTION_QUOTA,
      clock: this.realClock,
      ...(options.minSubscriptionMs === undefined ? {} : { minSubscriptionMs: options.minSubscriptionMs }),
    });
    const { market, sessions, realClock, onError } = this;
    this.firehose =
      options.firehose === undefined
        ? null
        : new Firehose({ settings: options.firehose, market, sessions, realClock, startMs, speed, onError });
    this.pump = new PushPump(this.market, this.sessions, this.firehose);
    this.trading = createTrading({
      market: this.market,
      clock,
      seed,
      pushToAccount: (accId, protoId, body) => this.sessions.pushToAccount(accId, protoId, body),
      ...(options.unlockPasswordMd5 === undefined ? {} : { unlockPasswordMd5: options.unlockPasswordMd5 }),
      ...(options.accounts === undefined ? {} : { accounts: options.accounts }),
    });
    this.dispatcher = new Dispatcher({
      handlers: this.handlers(),
      clock,
      seed,
      limiter: options.frequencyLimits === false ? null : new FrequencyLimiter(this.realClock),
      counters: this.counters,
      onError: this.onError,
    });
    this.server = createServer((socket) => this.accept(socket));
    if (trades > 0) {
      const generator = this.trading.createGenerator();
      this.generatedOrders = () => generator.orders;
      this.pace(trades, (count) => generator.run(count, (accId) => this.sessions.hasAccount(accId)));
    }
    let noticesSent = 0;
    this.pace(notices, (count) => {
      for (let sent = 0; sent < count; sent++) this.notify(readyNotice(++noticesSent));
      return count;
    });
  }

  private pace(perSecond: number, emit: (count: number) => number): void {
    if (perSecond === 0) return;
    const { realClock: clock, onError } = this;
    // Time in which there was nobody to send to is not made up for.
    this.pacers.push(new Pacer({ clock, perSecond, emit: (count) => Math.max(count, emit(count)), onError }));
  }

  private handlers(): HandlerMap {
    const quotes = createQuoteHandlers({
      realClock: this.realClock,
      market: this.market,
      sessions: this.sessions,
      subscriptions: this.subscriptions,
      pump: this.pump,
      counters: this.counters,
      serverVer: SERVER_VERSION,
      loginUserId: LOGIN_USER_ID,
      historyQuota: this.options.historyQuota ?? DEFAULT_HISTORY_QUOTA,
      onError: this.onError,
    });
    return new Map([...quotes, ...this.trading.handlers]);
  }

  /**
   * Opens the FTAPI port.
   * @returns where it really listens.
   * @throws the system's error when the port can't be opened; the simulator is closed then.
   */
  async listen(address: ListenAddress): Promise<ListenAddress> {
    // The first use of the schema takes 0.1 s, which no client should wait for.
    messageType("InitConnect.Request");
    const listening = new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(address.port, address.host, () => {
        this.server.off("error", reject);
        resolve();
      });
    });
    try {
      await listening;
    } catch (error) {
      // Without this the market's timers would keep the process alive.
      await this.close();
      throw error;
    }
    const bound = this.server.address();
    if (bound === null || typeof bound === "string") throw new Error("the simulator has no TCP address");
    // Two simulators of one seed must differ: the official client keeps all keys in one map by connID.
    for (const pacer of this.pacers) pacer.start();
    this.connIdBase = FIRST_CONN_ID + BigInt(hash(this.options.seed ?? DEFAULT_SEED, bound.port)) * 1_000_000n;
    return { host: bound.address, port: bound.port };
  }

  /** Closes the port and every connection, and stops the market. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const session of this.sessions.all()) session.end();
    for (const pacer of this.pacers) pacer.stop();
    this.firehose?.close();
    this.trading.close();
    this.market.close();
    this.subscriptions.close();
    await closed;
  }

  /** Closes all connections at a frame border, as a restart of OpenD would; the port stays open. */
  dropConnections(): void {
    for (const session of this.sessions.all()) session.end();
  }

  /** Sends a notice (1003) to every connection that asked for notices. */
  notify(s2c: NotifyS2C): void {
    this.sessions.notify(NotifyResponse.encode({ retType: 0, retMsg: "", errCode: 0, s2c }).finish());
  }

  stats(): SimulatorStats {
    return this.counters.snapshot({
      connections: this.sessions.size,
      firehose: this.firehose?.stats() ?? null,
      ordersGenerated: this.generatedOrders(),
    });
  }

  private accept(socket: Socket): void {
    // An error is always followed by "close", which cleans up.
    socket.on("error", () => {});
    if (this.sessions.size >= (this.options.maxConnections ?? DEFAULT_MAX_CONNECTIONS)) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    const session = this.createSession(socket);
    this.sessions.add(session);
    socket.on("data", (chunk) => session.receive(chunk));
    socket.once("close", () => {
      session.close();
      this.sessions.remove(session);
      this.forget(session.connId);
    });
  }

  private forget(connId: bigint): void {
    for (const subscription of this.subscriptions.of(connId)) {
      this.subscriptions.setPushed(subscription, false, []);
      this.pump.update(connId, subscription);
    }
    this.subscriptions.closeConnection(connId);
  }

  private createSession(socket: Socket): Session {
    this.counters.connectionsAccepted += 1;
    const number = this.counters.connectionsAccepted;
    const random = createRandom(this.options.seed ?? DEFAULT_SEED, "key", number);
    const sixteenHex = (): string =>
      Array.from({ length: 16 }, () => Math.floor(random() * 16).toString(16))
        .join("")
        .toUpperCase();
    const connId = this.connIdBase + BigInt(number);
    const { journal } = this.options;
    return new Session({
      connId,
      loginUserId: LOGIN_USER_ID,
      serverVer: SERVER_VERSION,
      aesKey: sixteenHex(),
      aesIv: sixteenHex(),
      keepAliveIntervalSec: this.options.keepAliveIntervalSec ?? DEFAULT_KEEP_ALIVE_SEC,
      rsa: this.rsa,
      forceFtAes: this.options.forceFtAes ?? false,
      clock: this.realClock,
      transport: {
        write: (buffers) => {
          socket.cork();
          for (const buffer of buffers) socket.write(buffer);
          socket.uncork();
        },
        get pendingBytes() {
          return socket.writableLength;
        },
        end: () => {
          socket.destroySoon();
          // A peer that reads nothing would keep the socket, and its place among the connections, for good.
          socket.once(
            "close",
            this.realClock.schedule(FLUSH_GRACE_MS, () => socket.destroy()),
          );
        },
        destroy: () => socket.destroy(),
      },
      answer: (own, protoId, serialNo, body) => this.answer(own, protoId, serialNo, body),
      onReceived: (protoId) => this.counters.countReceived(protoId),
      onPush: (protoId) => this.counters.countPush(protoId),
      ...(journal === undefined
        ? {}
        : {
            journal: (protoId, body) => journal({ connId, protoId, body, atMs: this.realClock.now() }),
          }),
      onRefused: () => {
        this.counters.refusals += 1;
      },
      onError: this.onError,
    });
  }

  private answer(
    session: Session,
    protoId: number,
    serialNo: number,
    body: Uint8Array,
  ): Uint8Array | Promise<Uint8Array> {
    const fault = this.options.fault?.({ connId: session.connId, protoId, serialNo, body }) ?? "answer";
    if (fault === "ignore") return new Promise(() => {});
    if (fault === "close-before") {
      session.end();
      return new Uint8Array();
    }
    const reply = this.dispatcher.answer(session, protoId, serialNo, body);
    if (fault === "close-after") session.end();
    return reply;
  }
}

function rate(name: string, perSecond = 0): number {
  if (!(perSecond >= 0)) throw new RangeError(`${name} must not be negative: ${perSecond}`);
  return perSecond;
}

const NOTIFY_PROGRAM_STATUS = 2;
const PROGRAM_STATUS_READY = 10;

/** A notice that changes nothing for who reads it (facts: ftapi-protocol.md 3.6). */
function readyNotice(number: number): NotifyS2C {
  const programStatus = { type: PROGRAM_STATUS_READY, strExtDesc: `firehose ${number}` };
  return NotifyS2C.fromPartial({ type: NOTIFY_PROGRAM_STATUS, programStatus: { programStatus } });
}
