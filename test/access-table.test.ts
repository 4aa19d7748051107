import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Metadata } from "@grpc/grpc-js";
import { ACCESS_CHECKS, Access, type AccessCheck } from "../src/auth/access.js";
import { listedAccountsOf } from "../src/auth/account-directory.js";
import { Authenticator } from "../src/auth/authenticator.js";
import { FailedAttempts } from "../src/auth/failed-attempts.js";
import { KeySet } from "../src/auth/key-set.js";
import { OPEN_MODE, type Principal } from "../src/auth/principal.js";
import { KEY_SCOPES, type KeyScope, scopeBit } from "../src/auth/scopes.js";
import { keyPrincipal } from "../src/auth/testing/test-key.js";
import { commandById, commands } from "../src/catalog/catalog.js";
import { messageType } from "../src/catalog/schema.js";
import type { GatewayError } from "../src/errors/gateway-error.js";
import { Pipeline } from "../src/gateway/pipeline.js";
import { PassThrough } from "../src/gateway/testing/pass-through.js";
import { callerOf } from "../src/grpc/caller.js";
import type { AskedCommand } from "../src/grpc/command-call.js";
import { typedSurface } from "../src/grpc/typed-services.js";
import { FakeClock } from "../src/opend/testing/fake-clock.js";
import { type Case, type CaseCaller, cases, expected, type Mode, RIGHT_ACCOUNT, rows } from "./support/access-table.js";
import { typedBody } from "./support/typed-call.js";

const MODES: readonly Mode[] = ["off", "simulate", "real"];

const CALLERS: readonly CaseCaller[] = [
  { name: "open mode", scopes: "open", accounts: null },
  { name: "without a key", scopes: "no key", accounts: null },
  { name: "no scopes", scopes: [], accounts: null },
  ...KEY_SCOPES.map((scope): CaseCaller => ({ name: `only ${scope}`, scopes: [scope], accounts: null })),
  ...KEY_SCOPES.map((scope): CaseCaller => {
    return { name: `all but ${scope}`, scopes: KEY_SCOPES.filter((other) => other !== scope), accounts: null };
  }),
  { name: "all scopes", scopes: KEY_SCOPES, accounts: null },
  { name: "all scopes, one account", scopes: KEY_SCOPES, accounts: [RIGHT_ACCOUNT] },
  { name: "all scopes, no account", scopes: KEY_SCOPES, accounts: [] },
  { name: "cancels all simulated", scopes: ["trade:simulate", "trade:cancel-all"], accounts: null },
  { name: "cancels all real", scopes: ["trade:real", "trade:cancel-all"], accounts: [RIGHT_ACCOUNT] },
  { name: "reads accounts, one", scopes: ["acc:read"], accounts: [RIGHT_ACCOUNT] },
];

function principalOf({ scopes, accounts }: CaseCaller): Principal {
  return scopes === "open" ? OPEN_MODE : keyPrincipal({ scopes: scopes as readonly KeyScope[], accIds: accounts });
}

/** How a case comes to the pipeline. */
type Surface = (call: Case) => AskedCommand;

const asRequest: Surface = ({ protoId, body }) => ({ protoId, body, bodyMode: "whole" });
const asTyped: Surface = ({ protoId, body, broken }) =>
  typedSurface(protoId).ask(broken ? body : typedBody(protoId, body), new Metadata());

/** What a call ended with: the reason, "passed" when it went to OpenD, or "answered" by the gateway. */
class Table {
  private readonly pipelines: ReadonlyMap<Mode, Pipeline>;
  private sent = 0;

  constructor(checks: readonly AccessCheck[]) {
    const pool = {
      submit: () => {
        this.sent++;
        return () => undefined;
      },
    };
    const passThrough = new PassThrough(pool);
    this.pipelines = new Map(
      MODES.map((mode) => [
        mode,
        new Pipeline({
          clock: new FakeClock(),
          bodyCheck: "decoded",
          access: new Access({ mode, accountsOf: listedAccountsOf, checks }),
          directory: { allowedTo: listedAccountsOf, learn: () => undefined, learns: false },
          defaultTimeoutMs: 1000,
          limits: null,
          subscriptions: { touch: () => undefined, submit: () => null },
          orders: passThrough,
          reads: passThrough,
          audit: null,
        }),
      ]),
    );
  }

  outcome(call: Case, caller: CaseCaller, mode: Mode, surface: Surface): string {
    this.sent = 0;
    let outcome = "";
    const principal = principalOf(caller);
    const request = {
      ...surface(call),
      timeoutMs: null,
      caller: { id: "c", owner: "c", principal, host: "127.0.0.1", autoSubscribe: false },
      idempotencyKey: null,
      requestId: "r",
    } as const;
    this.pipelines.get(mode)?.call(request, (reply, error) => {
      outcome = reply === null ? (error?.reason ?? "") : "answered";
    });
    if (this.sent === 0) return outcome;
    // Fault 64: what is refused has sent nothing.
    return outcome === "" ? "passed" : `${outcome}, and sent`;
  }

  /** Cases whose outcome is another than the table of the test says. */
  differences(calls: readonly Case[], callers: readonly CaseCaller[], surface: Surface = asRequest): string[] {
    const found: string[] = [];
    for (const mode of MODES) {
      for (const caller of callers) {
        for (const call of calls) {
          const [is, should] = [this.outcome(call, caller, mode, surface), expected(call, caller, mode)];
          if (is !== should) found.push(`${call.what}, ${caller.name}, mode ${mode}: ${is}, expected ${should}`);
        }
      }
    }
    return found;
  }
}

const CALLS = cases();
const WITH_KEY = CALLERS.filter(({ scopes }) => scopes !== "no key");

describe("who may do what", () => {
  it("is as the table of the test says, for every command, caller, account, environment and mode", () => {
    assert.deepEqual(new Table(ACCESS_CHECKS).differences(CALLS, WITH_KEY).slice(0, 20), []);
  });

  it("is the same by typed methods", () => {
    const typed = CALLS.filter(({ protoId }) => commandById(protoId)?.service != null);
    assert.ok(typed.length > 200);
    assert.deepEqual(new Table(ACCESS_CHECKS).differences(typed, WITH_KEY, asTyped).slice(0, 20), []);
  });

  it("is nobody's without a key, before the proto_id is looked at", () => {
    const store = { current: new KeySet([], null) };
    const failures = new FailedAttempts({ now: () => 0 });
    const authenticator = new Authenticator({ store, failures, wallMs: () => 0 });
    const source = { peer: "127.0.0.1:9", metadata: new Metadata(), certificate: () => null };
    assert.throws(
      () => callerOf(source, authenticator, true),
      (error: GatewayError) => error.reason === "UNAUTHENTICATED" && error.message === "unauthenticated",
    );
    const nobody = CALLERS.find(({ scopes }) => scopes === "no key") as CaseCaller;
    assert.ok(CALLS.every((call) => MODES.every((mode) => expected(call, nobody, mode) === "UNAUTHENTICATED")));
  });

  it("is written for every command, and every 2xxx request is kept to accounts or named as having none", () => {
    for (const { protoId, kind, name } of commands) {
      const row = rows.get(protoId);
      assert.ok(row, name);
      if (protoId < 2000 || protoId >= 3000 || kind !== "request") continue;
      const scoped = row.names === "header" || row.names === "list";
      assert.equal(scoped, protoId !== 2001 && protoId !== 2005, `${name} (${protoId}): ${row.names}`);
    }
  });

  it("reads headers where the official messages have them", () => {
    for (const { protoId, name, kind, tradeHeader, packetId, requestMessage, responseMessage } of commands) {
      if (!tradeHeader) continue;
      const headerOf = (message: string | null, part: "c2s" | "s2c"): number | undefined => {
        const type = message === null ? null : messageType(message).fields[part]?.resolvedType;
        return type != null && "fields" in type ? type.fields.header?.id : undefined;
      };
      assert.equal(headerOf(responseMessage, "s2c"), 1, name);
      if (kind === "request") assert.equal(headerOf(requestMessage, "c2s"), packetId ? 2 : 1, `${name} (${protoId})`);
    }
  });
});

type Mutant = readonly [what: string, checks: readonly AccessCheck[]];

/** The same checks, asked about something else. */
function asking(change: (question: Parameters<AccessCheck["verdict"]>[0]) => Parameters<AccessCheck["verdict"]>[0]) {
  return ACCESS_CHECKS.map((check): AccessCheck => ({ ...check, verdict: (asked) => check.verdict(change(asked)) }));
}

function mutants(): readonly Mutant[] {
  const without = ACCESS_CHECKS.map(({ name }): Mutant => {
    return [`${name} is left out`, ACCESS_CHECKS.filter((check) => check.name !== name)];
  });
  const given = KEY_SCOPES.filter((scope) => scope !== "metrics:read").map((scope): Mutant => {
    const bit = scopeBit(scope);
    return [
      `${scope} is everybody's`,
      asking((q) => ({ ...q, principal: { ...q.principal, scopes: q.principal.scopes | bit } })),
    ];
  });
  const late = ACCESS_CHECKS.filter(({ stage }) => stage === "call").map(({ name }): Mutant => {
    const moved = ACCESS_CHECKS.map(
      (check): AccessCheck => (check.name === name ? { ...check, stage: "body" } : check),
    );
    return [`${name} is asked after the body`, moved];
  });
  return [
    ...without,
    ...given,
    ...late,
    ["the order is turned round", [...ACCESS_CHECKS].reverse()],
    [
      "the environments are swapped",
      asking((q) => ({ ...q, terms: { ...q.terms, trdEnv: q.terms.trdEnv === 0 ? 1 : 0 } })),
    ],
    ["everything is simulated", asking((q) => ({ ...q, terms: { ...q.terms, trdEnv: 0 } }))],
    ["everything is real", asking((q) => ({ ...q, terms: { ...q.terms, trdEnv: 1 } }))],
    ["everything is about all orders", asking((q) => ({ ...q, terms: { ...q.terms, forAll: true } }))],
    ["nothing is about all orders", asking((q) => ({ ...q, terms: { ...q.terms, forAll: false } }))],
    ["everything places", asking((q) => ({ ...q, terms: { ...q.terms, places: true } }))],
    ["nothing places", asking((q) => ({ ...q, terms: { ...q.terms, places: false } }))],
    ["no account is named", asking((q) => ({ ...q, terms: { ...q.terms, accIds: [] } }))],
    ["all accounts are anybody's", asking((q) => ({ ...q, accounts: () => null }))],
    ["no account is anybody's", asking((q) => ({ ...q, accounts: () => new Set() }))],
    ["the mode off is simulate", asking((q) => ({ ...q, mode: q.mode === "off" ? "simulate" : q.mode }))],
    ["the mode simulate is real", asking((q) => ({ ...q, mode: q.mode === "simulate" ? "real" : q.mode }))],
    ["the mode real is simulate", asking((q) => ({ ...q, mode: q.mode === "real" ? "simulate" : q.mode }))],
  ];
}

describe("each check is needed: the table finds out when", () => {
  // What most of the 183 commands have in common is enough here.
  const some = CALLS.filter(
    ({ protoId }) => protoId < 3005 || rows.get(protoId)?.needs === "qot:write" || !rows.has(protoId),
  );
  for (const [what, checks] of mutants()) {
    it(what, () => {
      assert.ok(new Table(checks).differences(some, WITH_KEY).length > 0);
    });
  }
});
