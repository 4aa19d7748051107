import { randomBytes } from "node:crypto";
import { commandById } from "../catalog/catalog.js";
import type { UpstreamAddress } from "../config/address.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import { createRsaCipher } from "../ftapi/rsa.js";
import type { GatewayOptions, PushOptions } from "../gateway/gateway.js";
import { systemClock } from "../opend/clock.js";
import { dialTcp } from "../opend/tcp-transport.js";
import type { AppendLog } from "../state/append-log.js";
import type { GuardParts } from "./guard-parts.js";
import { readUnlockMd5 } from "./secret-files.js";

export interface GatewayParts {
  readonly addresses: readonly UpstreamAddress[];
  /** The PEM text of the FTAPI key, or null. */
  readonly rsaKey: string | null;
  /** Where the record of trade and notification events is kept; null: in memory only. */
  readonly state: AppendLog | null;
  readonly guard: GuardParts;
}

/** What the settings say to the gateway's inside. */
export function gatewayOptions(
  config: EffectiveConfig,
  { addresses, rsaKey, state, guard }: GatewayParts,
): Omit<GatewayOptions, "onEvent"> {
  const { grpc, opend, bodyCheck } = config.settings;
  return {
    pool: {
      addresses,
      connectionsPerAddress: opend.connections,
      maxInFlightPerMember: opend.maxInFlight,
      maxQueued: opend.maxQueued,
      queueTimeoutMs: opend.queueTimeoutMs,
      maxBodyBytes: opend.maxBodyBytes,
      rsaCipher: rsaKey === null ? null : createRsaCipher(rsaKey),
      dial: dialTcp,
      clock: systemClock,
      random: Math.random,
      isPush: (protoId) => commandById(protoId)?.kind === "push",
    },
    clock: systemClock,
    random: Math.random,
    bodyCheck,
    trading: config.trading,
    defaultTimeoutMs: grpc.callDeadlineMs,
    orders: { store: guard.orders, unlockSecret: () => readUnlockMd5(config), randomBytes },
    limits: guard.limits,
    pacing: guard.pacing,
    staticCache: guard.staticCache,
    audit: guard.audit,
    auditReads: config.settings.auditReads,
    usesCardNumbers: () => usesCardNumbers(guard),
    push: pushOptions(config, state),
  };
}

function usesCardNumbers({ keys }: GuardParts): boolean {
  return keys !== null && [...keys.store.current.keys.values()].some(({ cardNums }) => cardNums !== null);
}

function pushOptions({ settings: { push } }: EffectiveConfig, state: AppendLog | null): PushOptions {
  const { maxQueuedEvents, maxQueuedBytes, maxTotalBytes, stallTimeoutMs, maxStreams, heartbeatMs } = push;
  return {
    limits: { maxQueuedEvents, maxQueuedBytes, maxTotalBytes, stallTimeoutMs, maxStreams, heartbeatMs },
    leaseMs: push.leaseMs,
    lingerMs: push.lingerMs,
    record: {
      maxAgeMs: push.recordMaxAgeMs,
      maxEvents: push.recordMaxEvents,
      newEpoch,
      store: state,
      entries: state?.entries() ?? [],
    },
  };
}

/** 63 random bits, not all 0: a reader that has no unsigned numbers gets it right too. */
function newEpoch(): bigint {
  return randomBytes(8).readBigUInt64BE() >> 1n || 1n;
}
