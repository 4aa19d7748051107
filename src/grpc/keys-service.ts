import { Buffer } from "node:buffer";
import type { ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import {
  Key,
  KeyState as KeyStateMessage,
  ListKeysRequest,
  ListKeysResponse,
  RevokeKeyRequest,
  RevokeKeyResponse,
} from "../../generated/ts/opend/v1/keys.js";
import type { ApiKey } from "../auth/api-key.js";
import { idProblem } from "../auth/key-record.js";
import { graceEndMs, type KeyState, windowText } from "../auth/key-state.js";
import type { KeysAdmin } from "../auth/keys-admin.js";
import { scopeBit, scopeNames } from "../auth/scopes.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import type { Caller } from "../gateway/caller.js";
import type { AuditEntry, AuditSink } from "../telemetry/audit-entry.js";
import type { CallMetrics } from "../telemetry/call-metrics.js";
import { type OwnMethodOptions, ownMethod, ownRequest } from "./own-method.js";

export const KEYS_SERVICE_NAME = "opend.v1.Keys";

/** `opend.v1.Keys`. */
export const keysServiceDefinition = {
  List: {
    path: `/${KEYS_SERVICE_NAME}/List`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message: ListKeysRequest) => Buffer.from(ListKeysRequest.encode(message).finish()),
    requestDeserialize: ownRequest("ListKeysRequest", (bytes) => ListKeysRequest.decode(bytes)),
    responseSerialize: (message: ListKeysResponse) => Buffer.from(ListKeysResponse.encode(message).finish()),
    responseDeserialize: (bytes: Buffer) => ListKeysResponse.decode(bytes),
  },
  Revoke: {
    path: `/${KEYS_SERVICE_NAME}/Revoke`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message: RevokeKeyRequest) => Buffer.from(RevokeKeyRequest.encode(message).finish()),
    requestDeserialize: ownRequest("RevokeKeyRequest", (bytes) => RevokeKeyRequest.decode(bytes)),
    responseSerialize: (message: RevokeKeyResponse) => Buffer.from(RevokeKeyResponse.encode(message).finish()),
    responseDeserialize: (bytes: Buffer) => RevokeKeyResponse.decode(bytes),
  },
} satisfies ServiceDefinition;

export interface KeysServiceOptions
  extends Pick<OwnMethodOptions<unknown, unknown>, "logger" | "requestIds" | "upstream" | "authenticator" | "callers"> {
  /** null: open mode, which has no keys. */
  readonly admin: KeysAdmin | null;
  readonly metrics: CallMetrics;
  readonly audit: AuditSink | null;
}

/** Serves `opend.v1.Keys`. */
export function keysServiceImplementation(options: KeysServiceOptions): UntypedServiceImplementation {
  const { admin, metrics, audit, ...common } = options;
  const note = (method: string, caller: Caller, requestId: string, line: AuditLine): void =>
    audit?.note({
      iface: "grpc",
      key_id: caller.principal.key?.id ?? null,
      peer: caller.host,
      request_id: requestId,
      command: `${KEYS_SERVICE_NAME}/${method}`,
      ...line,
    });
  /** @throws GatewayError FORBIDDEN */
  const allowed = (method: string, caller: Caller, requestId: string): KeysAdmin => {
    if (admin !== null && (caller.principal.scopes & ADMIN) !== 0) return admin;
    const auditReason = admin === null ? "there are no keys in open mode" : "it needs the scope admin";
    note(method, caller, requestId, { event: "call", outcome: "reject", reason: `FORBIDDEN: ${auditReason}` });
    throw new GatewayError("FORBIDDEN", "forbidden", { auditReason });
  };
  return {
    List: ownMethod<ListKeysRequest, ListKeysResponse>({
      ...common,
      metrics: metrics.method(KEYS_SERVICE_NAME, "List", "unary"),
      answer: async (_message, caller, requestId) => {
        const keys = allowed("List", caller, requestId);
        note("List", caller, requestId, { event: "call", outcome: "success" });
        return list(keys);
      },
    }),
    Revoke: ownMethod<RevokeKeyRequest, RevokeKeyResponse>({
      ...common,
      metrics: metrics.method(KEYS_SERVICE_NAME, "Revoke", "unary"),
      answer: async ({ id = "" }, caller, requestId) => {
        const keys = allowed("Revoke", caller, requestId);
        const problem = idProblem(id);
        if (problem !== null) throw new GatewayError("INVALID_REQUEST", `id: ${problem}; nothing was changed`);
        const ended = (outcome: "success" | "failure", reason: string): void =>
          note("Revoke", caller, requestId, { event: "keys_changed", outcome, reason });
        try {
          const revoked = await keys.revoke(id);
          ended("success", revoked ? `revoked the key ${id}` : `there was no key ${id} to revoke`);
          return { revoked };
        } catch (error) {
          ended("failure", `could not revoke the key ${id}: ${toGatewayError(error).auditReason ?? "a defect"}`);
          throw error;
        }
      },
    }),
  };
}

type AuditLine = Pick<AuditEntry, "event" | "outcome" | "reason">;

const ADMIN = scopeBit("admin");

function list(admin: KeysAdmin): ListKeysResponse {
  const nowMs = admin.wallMs();
  return {
    keys: admin.list().map(({ key, state }) => keyMessage(key, state, nowMs)),
    file_problem: admin.hasProblem,
  };
}

const STATES: Readonly<Record<KeyState, KeyStateMessage>> = {
  active: KeyStateMessage.KEY_STATE_ACTIVE,
  expired: KeyStateMessage.KEY_STATE_EXPIRED,
  frozen: KeyStateMessage.KEY_STATE_FROZEN,
  other_machine: KeyStateMessage.KEY_STATE_OTHER_MACHINE,
};

function keyMessage(key: ApiKey, state: KeyState, nowMs: number): Key {
  const { orders, binding } = key;
  return Key.fromPartial({
    id: key.id,
    state: STATES[state],
    scopes: [...scopeNames(key.scopes)],
    note: key.note,
    ...set("profile", key.profile),
    ...set("created_at_ms", timeOf(key.createdAtMs)),
    ...set("expires_at_ms", timeOf(key.expiresAtMs)),
    ...set("old_token_until_ms", timeOf(graceEndMs(key, nowMs))),
    accounts: {
      all: key.accIds === null && key.cardNums === null,
      acc_ids: [...(key.accIds ?? [])],
      card_nums: [...(key.cardNums ?? [])],
    },
    orders: {
      markets: [...(orders.markets ?? [])],
      symbols: [...(orders.symbols ?? [])],
      sides: [...(orders.sides ?? [])],
      ...set("hours", orders.hours === null ? null : `${windowText(orders.hours)} ${orders.hours.timeZone}`),
      ...set("max_order_value", orders.maxOrderValue),
      ...set("max_daily_value", orders.maxDailyValue),
      ...set("max_orders_per_minute", orders.maxOrdersPerMinute),
    },
    machine_bound: binding.machines !== null,
    networks: [...(binding.networks ?? [])],
    certificates: [...(binding.certificates ?? [])],
  });
}

function set<Name extends string, T>(name: Name, value: T | null): Partial<Record<Name, T>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, T>);
}

function timeOf(timeMs: number | null): bigint | null {
  return timeMs === null ? null : BigInt(Math.trunc(timeMs));
}
