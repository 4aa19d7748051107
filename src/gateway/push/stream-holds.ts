import type { Buffer } from "node:buffer";
import { SubType } from "../../../generated/ts/Qot_Common.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { RET_TYPE_UNKNOWN, readReply } from "../../ftapi/envelope.js";
import { formatSecurity } from "../../ftapi/security-text.js";
import type { CallFailure } from "../../opend/call.js";
import type { HoldOptions, LedgerOutcome, UnitName } from "../../opend/ledger/types.js";
import type { LedgerPort } from "./ledger-port.js";
import type { StreamWants } from "./subscription-wants.js";

const DEFAULT_RETRY_MS = 500;

/** The subscriptions that a stream makes and holds as long as it lives. */
export class StreamHolds {
  private readonly ledger: LedgerPort;
  private readonly holder: string;
  private readonly tellsAccounts: boolean;
  private readonly cancels: (() => void)[] = [];
  private waiting = 0;
  private done: ((refusal: GatewayError | null) => void) | null = null;
  private held = false;

  /**
   * @param holder the stream's name in the ledger.
   * @param tellsAccounts whether OpenD's refusal of the accounts that all holders want together may be told.
   */
  constructor(ledger: LedgerPort, holder: string, tellsAccounts = true) {
    this.ledger = ledger;
    this.holder = holder;
    this.tellsAccounts = tellsAccounts;
  }

  /** Asks for all of `wants`; `done` is called once, unless {@link release} comes first. */
  start(
    { subscriptions, accounts }: StreamWants,
    options: HoldOptions,
    done: (refusal: GatewayError | null) => void,
  ): void {
    const settle = (what: string, told: boolean) => (outcome: LedgerOutcome) => this.settle(what, told, outcome);
    this.waiting = (subscriptions.length > 0 ? 1 : 0) + (accounts.length > 0 ? 1 : 0);
    if (this.waiting === 0) {
      done(null);
      return;
    }
    this.held = true;
    this.done = done;
    if (subscriptions.length > 0) {
      this.cancels.push(this.ledger.hold(this.holder, subscriptions, options, settle("the subscription", true)));
    }
    // The first answer may have been a refusal that came at once.
    if (accounts.length > 0 && this.held) {
      this.cancels.push(
        this.ledger.holdAccounts(this.holder, accounts, options, settle("the accounts' pushes", this.tellsAccounts)),
      );
    }
  }

  /** Gives everything back; an answer that comes later counts for nothing. */
  release(): void {
    if (!this.held) return;
    this.held = false;
    this.done = null;
    for (const cancel of this.cancels) cancel();
    this.ledger.releaseAll(this.holder);
  }

  private settle(what: string, told: boolean, outcome: LedgerOutcome): void {
    const { done } = this;
    if (done === null) return;
    if (outcome.ok && --this.waiting > 0) return;
    this.done = null;
    if (outcome.ok) done(null);
    else done("failure" in outcome ? failed(what, outcome.failure) : refused(what, told, outcome.reply, outcome.unit));
  }
}

function refused(what: string, told: boolean, reply: Buffer, unit: UnitName | undefined): GatewayError {
  if (!told) return new GatewayError("SUBSCRIPTION_REFUSED", `OpenD refused ${what}`);
  const { retMsg, retType } = readReply(reply);
  const name = unit === undefined ? what : `${formatSecurity(unit.security)} ${subTypeName(unit.subType)}`;
  const text = retMsg === "" ? `retType ${retType ?? RET_TYPE_UNKNOWN}` : retMsg;
  return new GatewayError("SUBSCRIPTION_REFUSED", `OpenD refused ${name}: ${text}`);
}

function subTypeName(subType: number): string {
  const name: string | undefined = SubType[subType];
  return name === undefined ? `sub type ${subType}` : `${name.replace("SubType_", "")} (${subType})`;
}

/** What was subscribed is given back, so that nothing is left unknown: all of this may be tried again. */
function failed(what: string, { reason, retryAfterMs }: CallFailure): GatewayError {
  switch (reason) {
    case "deadline":
      return new GatewayError("DEADLINE_EXCEEDED", `OpenD did not answer ${what} in time`);
    case "cancelled":
      return new GatewayError("CANCELLED", "the stream was cancelled before it stood");
    case "shutdown":
      return new GatewayError("SHUTTING_DOWN", "the gateway stops", { retryAfterMs: DEFAULT_RETRY_MS });
    default:
      return new GatewayError("UPSTREAM_UNAVAILABLE", `no connection to OpenD could take ${what}`, {
        retryAfterMs: retryAfterMs ?? DEFAULT_RETRY_MS,
      });
  }
}
