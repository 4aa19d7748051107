import type { Command, Scope } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { AccessTerms } from "./access-terms.js";
import { isTradeCommand, NO_TERMS } from "./access-terms.js";
import type { AllowedAccounts } from "./account-directory.js";
import type { Principal } from "./principal.js";
import { type KeyScope, type ScopeSet, scopeBit } from "./scopes.js";

/** What may be traded: `simulate` only in the simulated environment, `real` in both. */
export type TradingMode = "off" | "simulate" | "real";

/** What a check decides by. */
export interface AccessQuestion {
  readonly principal: Principal;
  /** Undefined for a proto_id that the table does not have. */
  readonly command: Command | undefined;
  /** {@link NO_TERMS} before the body is looked at. */
  readonly terms: AccessTerms;
  readonly mode: TradingMode;
  /** The accounts that a principal may use; null: all. */
  readonly accounts: (principal: Principal) => AllowedAccounts;
}

export interface AccessVerdict {
  readonly reason: "FORBIDDEN" | "TRADING_OFF";
  /** For the operator; of TRADING_OFF, for the caller too. */
  readonly why: string;
}

/** One rule about who may do what. */
export interface AccessCheck {
  readonly name: string;
  /** `call`: before the body is looked at. */
  readonly stage: "call" | "body";
  /** Asked once a command: what does not apply costs a call nothing. */
  readonly applies: (command: Command | undefined) => boolean;
  /** Null: nothing against it. */
  readonly verdict: (question: AccessQuestion) => AccessVerdict | null;
}

const SIMULATE = scopeBit("trade:simulate");
const REAL = scopeBit("trade:real");
const CANCEL_ALL = scopeBit("trade:cancel-all");

/** The scope that alone decides; null where another check does: `none` is any caller, `trade` goes by the environment. */
const PLAIN_SCOPES: Readonly<Record<Scope, { readonly name: KeyScope; readonly bit: ScopeSet } | null>> = {
  none: null,
  "qot:read": plainScope("qot:read"),
  "qot:write": plainScope("qot:write"),
  "acc:read": plainScope("acc:read"),
  trade: null,
  "trade:unlock": plainScope("trade:unlock"),
  admin: plainScope("admin"),
};

/** Names no account: 2001's answer is trimmed, 2005 unlocks OpenD as a whole and has a scope of its own. */
const WITHOUT_ACCOUNT: ReadonlySet<number> = new Set([2001, 2005]);
/** Names a list of them, of which the allowed ones are taken. */
const SUB_ACC_PUSH = 2008;

/**
 * Who may do what, in the order in which it is asked: first what needs no body,
 * then the caller's rights, then what this gateway does at all. Before the mode
 * is told, the caller has shown that it could use it.
 */
export const ACCESS_CHECKS: readonly AccessCheck[] = [
  {
    name: "unknown-id",
    stage: "call",
    applies: (command) => command === undefined,
    verdict: ({ principal }) => (holds(principal, REAL) ? null : forbidden("an unknown proto_id needs trade:real")),
  },
  {
    name: "scope",
    stage: "call",
    applies: (command) => command !== undefined && PLAIN_SCOPES[command.scope] !== null,
    verdict: ({ principal, command }) => {
      const scope = command === undefined ? null : PLAIN_SCOPES[command.scope];
      return scope === null || holds(principal, scope.bit) ? null : forbidden(`needs ${scope.name}`);
    },
  },
  {
    name: "any-trade-scope",
    stage: "call",
    applies: (command) => command?.scope === "trade",
    verdict: ({ principal }) =>
      holds(principal, SIMULATE | REAL) ? null : forbidden("needs trade:simulate or trade:real"),
  },
  {
    name: "environment-scope",
    stage: "body",
    applies: (command) => command?.scope === "trade",
    verdict: ({ principal, terms }) => {
      // Anything but the simulated environment counts as the real one.
      const simulated = terms.trdEnv === 0;
      if (holds(principal, simulated ? SIMULATE : REAL)) return null;
      return forbidden(simulated ? "needs trade:simulate" : "needs trade:real");
    },
  },
  {
    name: "cancel-all-scope",
    stage: "body",
    applies: (command) => command?.scope === "trade",
    verdict: ({ principal, terms }) =>
      !terms.forAll || holds(principal, CANCEL_ALL) ? null : forbidden("needs trade:cancel-all"),
  },
  {
    name: "account",
    stage: "body",
    applies: (command) => namesAccount(command) && command?.protoId !== SUB_ACC_PUSH,
    verdict: ({ principal, terms, accounts }) => {
      const allowed = accounts(principal);
      if (allowed === null) return null;
      const named = terms.accIds.length > 0;
      return named && terms.accIds.every((accId) => allowed.has(accId)) ? null : forbidden("account not on the list");
    },
  },
  {
    name: "account-list",
    stage: "body",
    applies: (command) => command?.protoId === SUB_ACC_PUSH,
    verdict: ({ principal, terms, accounts }) => {
      const allowed = accounts(principal);
      if (allowed === null || terms.accIds.length === 0) return null;
      return terms.accIds.some((accId) => allowed.has(accId)) ? null : forbidden("no account of the list is allowed");
    },
  },
  {
    name: "trading-mode",
    stage: "body",
    applies: (command) => command?.scope === "trade",
    verdict: ({ command, terms, mode }) => {
      if (!terms.places || mode === "real" || (mode === "simulate" && terms.trdEnv === 0)) return null;
      const why =
        mode === "off"
          ? "is refused: trading is off"
          : "is refused: c2s.header.trdEnv must be 0 (simulate); this gateway's trading mode is simulate";
      return { reason: "TRADING_OFF", why: `${nameOf(command)} ${why}` };
    },
  },
  {
    name: "unlock-mode",
    stage: "body",
    applies: (command) => command?.scope === "trade:unlock",
    verdict: ({ command, mode }) =>
      mode === "real"
        ? null
        : {
            reason: "TRADING_OFF",
            why: `${nameOf(command)} unlocks real trading; this gateway's trading mode is ${mode}`,
          },
  },
];

function plainScope(name: KeyScope): { readonly name: KeyScope; readonly bit: ScopeSet } {
  return { name, bit: scopeBit(name) };
}

/** Whether a principal holds one of these scopes. */
export function holds(principal: Principal, scopes: ScopeSet): boolean {
  return (principal.scopes & scopes) !== 0;
}

/** Whether the account in a request's body has to be one of the caller's. A command that nobody has thought of is one: it fails closed. */
export function namesAccount(command: Command | undefined): boolean {
  return (
    command !== undefined &&
    command.kind === "request" &&
    isTradeCommand(command) &&
    !WITHOUT_ACCOUNT.has(command.protoId)
  );
}

export interface AccessOptions {
  readonly mode: TradingMode;
  readonly accountsOf: (principal: Principal) => AllowedAccounts;
  /** Default: {@link ACCESS_CHECKS}. */
  readonly checks?: readonly AccessCheck[];
}

/** The checks that apply to one command. */
interface CommandChecks {
  readonly call: readonly AccessCheck[];
  readonly body: readonly AccessCheck[];
}

/** Decides whether a caller may do what it asks for. */
export class Access {
  private readonly options: AccessOptions;
  private readonly checks: readonly AccessCheck[];
  private readonly known = new Map<Command | undefined, CommandChecks>();

  constructor(options: AccessOptions) {
    this.options = options;
    this.checks = options.checks ?? ACCESS_CHECKS;
  }

  /** Before the body is looked at. @throws GatewayError FORBIDDEN. */
  checkCall(principal: Principal, protoId: number, command: Command | undefined): void {
    const { call } = this.of(command);
    if (call.length > 0) this.check(call, principal, protoId, command, NO_TERMS);
  }

  /** With what the body says. @throws GatewayError FORBIDDEN, TRADING_OFF. */
  checkBody(principal: Principal, command: Command, terms: AccessTerms): void {
    const { body } = this.of(command);
    if (body.length > 0) this.check(body, principal, command.protoId, command, terms);
  }

  private check(
    checks: readonly AccessCheck[],
    principal: Principal,
    protoId: number,
    command: Command | undefined,
    terms: AccessTerms,
  ): void {
    const { mode, accountsOf } = this.options;
    const question = { principal, command, terms, mode, accounts: accountsOf };
    for (const { name, verdict } of checks) {
      const against = verdict(question);
      if (against === null) continue;
      if (against.reason === "TRADING_OFF") throw new GatewayError("TRADING_OFF", against.why, { protoId });
      throw forbiddenError(principal, what(protoId, command), `${name}: ${against.why}`, protoId);
    }
  }

  private of(command: Command | undefined): CommandChecks {
    let known = this.known.get(command);
    if (known === undefined) {
      const applying = this.checks.filter(({ applies }) => applies(command));
      known = {
        call: applying.filter(({ stage }) => stage === "call"),
        body: applying.filter(({ stage }) => stage === "body"),
      };
      this.known.set(command, known);
    }
    return known;
  }
}

/**
 * The one answer to what a key does not allow: nothing in it tells which rule
 * it was (facts: futuopend-rs.md 9). In open mode there is nothing to hide.
 * @param auditReason for the audit log only.
 */
export function forbiddenError(
  principal: Principal,
  subject: string,
  auditReason: string,
  protoId?: number,
): GatewayError {
  const text =
    principal.key === null ? `${subject} needs a key: this gateway runs without a keys file (open mode)` : "forbidden";
  return new GatewayError("FORBIDDEN", text, { auditReason, ...(protoId === undefined ? {} : { protoId }) });
}

function what(protoId: number, command: Command | undefined): string {
  return command === undefined ? `proto_id ${protoId}, which is not in the table,` : nameOf(command);
}

function nameOf(command: Command | undefined): string {
  return command === undefined ? "" : `${command.name} (${command.protoId})`;
}

function forbidden(why: string): AccessVerdict {
  return { reason: "FORBIDDEN", why };
}
