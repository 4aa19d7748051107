/**
 * What it costs to decide about one call, without the network: which key its
 * authorization stands for, whether the key's scopes allow the command, and
 * whether a token is left in its bucket. Beside it one SHA-256 of 64 bytes.
 * All take turns in one process.
 */
import { Buffer } from "node:buffer";
import { createHash, hash } from "node:crypto";
import { Metadata } from "@grpc/grpc-js";
import { Access } from "../../src/auth/access.js";
import type { ApiKey } from "../../src/auth/api-key.js";
import { Authenticator } from "../../src/auth/authenticator.js";
import { FailedAttempts } from "../../src/auth/failed-attempts.js";
import { KeySet } from "../../src/auth/key-set.js";
import { readKeysText } from "../../src/auth/keys-document.js";
import { newToken, tokenSha256 } from "../../src/auth/token.js";
import { commandById } from "../../src/catalog/catalog.js";
import { CallerLimits, limitClassOf } from "../../src/limits/caller-limits.js";
import { systemClock } from "../../src/opend/clock.js";
import { PROTO_ID } from "../messages.js";
import { median } from "../statistics.js";

const PER_BLOCK = 10_000;
/** Blocks that the compiler needs before code is as fast as it gets. */
const WARM_UP_BLOCKS = 10;
const MANY_KEYS = 1_000;
const MS_PER_CALL = 0.05;
/** A key set finds verified tokens by so many last characters: tokens that share them share one place. */
const SHARED_END = 8;
const HASHED_BYTES = 64;

/** Medians over all blocks. */
export interface DecisionCost {
  /** `crypto.hash("sha256", ...)` of 64 bytes, as text: the cheapest form that Node has. */
  readonly sha256Ns: number;
  /** `createHash("sha256")` of them, as bytes: the form that every version of Node has. */
  readonly createHashNs: number;
  /** One key in the file, whose token was seen before. */
  readonly cachedNs: number;
  /** The same, but its token is hashed and looked up at each call. */
  readonly uncachedNs: number;
  /** 1,000 keys in the file, one of which calls. */
  readonly manyKeysCachedNs: number;
  readonly manyKeysUncachedNs: number;
  /** 1,000 keys in the file that call in turn: most of it is memory that no core has at hand. */
  readonly manyCallersCachedNs: number;
  /** Medians of the ratios of neighbouring blocks. */
  readonly cachedToSha256: number;
  readonly uncachedToSha256: number;
  readonly cachedToCreateHash: number;
  readonly uncachedToCreateHash: number;
  readonly manyKeysToOneCached: number;
  readonly manyKeysToOneUncached: number;
}

function keyOf(id: string, token: string): string {
  return JSON.stringify({ id, hash: tokenSha256(token), scopes: ["qot:read", "acc:read"] });
}

/**
 * Decides about calls of `callers` of the `count` keys of a file, in turn.
 * @param cached false: before each key stands another one whose token has the same end and takes its place in the
 * cache, so that it is compared in vain before the hash is made: a little more than a token costs at its first call.
 */
function deciderOf(count: number, callers: number, cached: boolean): () => void {
  const tokens: string[] = [];
  const records: string[] = [];
  const blockers: string[] = [];
  for (let index = 0; index < count; index++) {
    const token = newToken();
    tokens.push(token);
    records.push(keyOf(`key-${index}`, token));
    if (cached) continue;
    const blocker = newToken().slice(0, -SHARED_END) + token.slice(-SHARED_END);
    blockers.push(blocker);
    records.push(keyOf(`other-${index}`, blocker));
  }
  const keys: readonly ApiKey[] = readKeysText(`{"version":1,"keys":[${records.join(",")}]}`, {
    localTimeZone: "UTC",
  }).keys;
  const current = new KeySet(keys, null);
  for (const blocker of blockers) current.verify(blocker);
  const authenticator = new Authenticator({
    store: { current },
    failures: new FailedAttempts({ now: () => systemClock.now() }),
    wallMs: () => systemClock.wallMs(),
  });
  const access = new Access({ mode: "off", accountsOf: () => null });
  // Far more than one core can decide about in the time of a run.
  const bucket = { perSecond: 1e9, burst: 1e9 };
  const limits = new CallerLimits({
    now: () => systemClock.now(),
    profiles: { bench: { quotes: bucket, accounts: bucket, trading: bucket, streams: 1, symbols: 1 } },
    defaultProfile: "bench",
  });
  const command = commandById(PROTO_ID);
  // As it comes: grpc-js makes one for each call from its headers, which it does with and without keys.
  const sources = tokens.slice(-callers).map((token, index) => {
    const metadata = new Metadata();
    metadata.set("user-agent", "grpc-node-js/1.14.7");
    // One piece, as what is read from a socket is; a string that was put together is slower to read.
    metadata.set("authorization", Buffer.from(`Bearer ${token}`).toString("latin1"));
    return { metadata, owner: `key:${index}` };
  });
  let next = 0;
  // The pipeline reads the clock once for each call, whether there are limits or not.
  let nowMs = systemClock.now();
  return () => {
    for (let decided = 0; decided < PER_BLOCK; decided++) {
      const { metadata, owner } = sources[next] as (typeof sources)[number];
      next = next + 1 === callers ? 0 : next + 1;
      nowMs += MS_PER_CALL;
      const authorization = metadata.get("authorization") as string[];
      const principal = authenticator.authenticate({ authorization, host: "127.0.0.1", certificateSha256: null });
      access.checkCall(principal, PROTO_ID, command);
      const taken = limits.take(owner, principal.key?.profile ?? null, limitClassOf(command), nowMs);
      if (taken instanceof Promise || taken.refusal !== null) throw new Error("a call was refused");
    }
  };
}

const hashed = Buffer.alloc(HASHED_BYTES, "opend-gateway ");
let hashLength = 0;

function hashOften(): void {
  for (let count = 0; count < PER_BLOCK; count++) hashLength += hash("sha256", hashed).length;
}

function createHashOften(): void {
  for (let count = 0; count < PER_BLOCK; count++) hashLength += createHash("sha256").update(hashed).digest().length;
}

function nanosecondsEach(block: () => void): number {
  const startedAt = performance.now();
  block();
  return ((performance.now() - startedAt) * 1e6) / PER_BLOCK;
}

const seconds = Number(process.argv[2]);
const blocks = {
  sha256: hashOften,
  createHash: createHashOften,
  cached: deciderOf(1, 1, true),
  uncached: deciderOf(1, 1, false),
  manyKeysCached: deciderOf(MANY_KEYS, 1, true),
  manyKeysUncached: deciderOf(MANY_KEYS, 1, false),
  manyCallersCached: deciderOf(MANY_KEYS, MANY_KEYS, true),
};
type Name = keyof typeof blocks;
const names = Object.keys(blocks) as readonly Name[];
for (let count = 0; count < WARM_UP_BLOCKS; count++) for (const name of names) blocks[name]();

const rounds: ReadonlyMap<Name, number>[] = [];
const endAt = performance.now() + seconds * 1_000;
while (performance.now() < endAt) {
  rounds.push(new Map(names.map((name) => [name, nanosecondsEach(blocks[name])])));
}
if (hashLength % 32 !== 0) throw new Error("hashes were lost");

const of = (round: ReadonlyMap<Name, number>, name: Name) => round.get(name) ?? Number.NaN;
const nanoseconds = (name: Name) => median(rounds.map((round) => of(round, name)));
const ratioOf = (name: Name, base: Name) => median(rounds.map((round) => of(round, name) / of(round, base)));
const cost: DecisionCost = {
  sha256Ns: nanoseconds("sha256"),
  createHashNs: nanoseconds("createHash"),
  cachedNs: nanoseconds("cached"),
  uncachedNs: nanoseconds("uncached"),
  manyKeysCachedNs: nanoseconds("manyKeysCached"),
  manyKeysUncachedNs: nanoseconds("manyKeysUncached"),
  manyCallersCachedNs: nanoseconds("manyCallersCached"),
  cachedToSha256: ratioOf("cached", "sha256"),
  uncachedToSha256: ratioOf("uncached", "sha256"),
  cachedToCreateHash: ratioOf("cached", "createHash"),
  uncachedToCreateHash: ratioOf("uncached", "createHash"),
  manyKeysToOneCached: ratioOf("manyKeysCached", "cached"),
  manyKeysToOneUncached: ratioOf("manyKeysUncached", "uncached"),
};
console.log(JSON.stringify(cost));
