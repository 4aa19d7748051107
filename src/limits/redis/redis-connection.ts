import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { Redis } from "ioredis";
import { RedisReplyError } from "./redis-errors.js";
import type { RedisAddress } from "./redis-url.js";

export type RedisArgument = string | number | Uint8Array;
/** Strings come as bytes. */
export type RedisReply = Buffer | number | null | readonly RedisReply[];

/** One connection until it is closed, for good: making the next one is the client's task. */
export interface RedisConnection {
  /** Rejects with RedisReplyError where Redis answered with an error, and with another one where the connection ended. */
  call(command: string, args: readonly RedisArgument[]): Promise<RedisReply>;
  /** Ends it at once; nothing is reported after it. */
  destroy(): void;
}

export interface ConnectionEvents {
  /** It can be written to. */
  readonly onOpen: () => void;
  /** It ended, or never came to be. @param problem such as ECONNREFUSED or WRONGPASS; holds nothing of the URL. */
  readonly onClosed: (problem: string) => void;
}

export type OpenRedisConnection = (events: ConnectionEvents) => RedisConnection;

export interface TlsTrust {
  /** PEM; default: those that Node trusts. */
  readonly authorities?: string;
}

/** What a socket that was told to end may still take before it is cut off. */
const DISCONNECT_TIMEOUT_MS = 100;

/** Connections of ioredis without its reconnects, queues and repetitions: an order's reservation is never sent twice. */
export function connectRedis(
  address: RedisAddress,
  connectTimeoutMs: number,
  { authorities }: TlsTrust = {},
): OpenRedisConnection {
  const { host, port, username, password, database, tls } = address;
  return ({ onOpen, onClosed }) => {
    let problem = "closed";
    let ended = false;
    const redis = new Redis({
      host,
      port,
      ...(username === null ? {} : { username }),
      ...(password === null ? {} : { password }),
      ...(tls ? { tls: tlsOptions(host, authorities) } : {}),
      db: database,
      lazyConnect: true,
      connectTimeout: connectTimeoutMs,
      disconnectTimeout: DISCONNECT_TIMEOUT_MS,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      enableReadyCheck: false,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      disableClientInfo: true,
      keepAlive: 10_000,
    });
    redis.on("error", (error: unknown) => {
      problem = problemOf(error);
    });
    redis.on("ready", () => {
      if (!ended) onOpen();
    });
    redis.on("end", () => {
      if (ended) return;
      ended = true;
      onClosed(problem);
    });
    redis.connect().catch(() => undefined);
    return {
      call: async (command, args) => {
        try {
          return (await redis.callBuffer(command, args.map(toArgument))) as RedisReply;
        } catch (error) {
          if (isReplyError(error)) throw new RedisReplyError(codeOf(error));
          throw new Error("the connection to Redis ended before the answer came");
        }
      },
      destroy: () => {
        ended = true;
        redis.disconnect();
      },
    };
  };
}

function tlsOptions(host: string, authorities: string | undefined): ConnectionOptions {
  const trust = authorities === undefined ? {} : { ca: authorities };
  // An address is no name for SNI; it is compared with the certificate all the same.
  return isIP(host) === 0 ? { servername: host, ...trust } : trust;
}

function toArgument(argument: RedisArgument): string | number | Buffer {
  return typeof argument === "object" ? Buffer.from(argument) : argument;
}

/** A code such as ECONNREFUSED, CERT_HAS_EXPIRED or WRONGPASS: texts may hold addresses. */
function problemOf(error: unknown): string {
  if (isReplyError(error)) return codeOf(error);
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : "failed";
}

/** What Redis answered; ioredis has its class, but not the type of it. */
function isReplyError(error: unknown): error is Error {
  return error instanceof Error && error.name === "ReplyError";
}

/** The word in capitals that each error of Redis begins with; the rest may quote keys. */
function codeOf(error: Error): string {
  return /^[A-Z]+/.exec(error.message)?.[0] ?? "ERR";
}
