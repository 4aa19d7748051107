import type { ApiKey } from "./api-key.js";
import type { Principal } from "./principal.js";

/** The accounts that may be used; null: all. */
export type AllowedAccounts = ReadonlySet<bigint> | null;

/** An account as 2001 lists it. */
export interface ListedAccount {
  readonly accId: bigint;
  /** `cardNum` and `uniCardNum`, those that are given. */
  readonly cardNums: readonly string[];
}

/** What a directory asks OpenD: all accounts; null where the answer can't be had. */
export type AskAccounts = (done: (accounts: readonly ListedAccount[] | null) => void) => void;

export interface AccountDirectoryOptions {
  readonly clock: { now(): number };
  readonly ask: AskAccounts;
  /** Whether some key names card numbers: the list is asked for with each session of OpenD then. Default: from the first call of such a key on. */
  readonly usesCards?: () => boolean;
  /** What some keys may use is another thing now. */
  readonly onChanged?: () => void;
}

/** Of a card number, keys may name these last digits alone. */
const LAST_DIGITS = 4;
/** Between two questions of the gateway's own that callers bring about. */
const MIN_GAP_MS = 5000;

interface Resolved {
  readonly accounts: ReadonlySet<bigint>;
  readonly version: number;
  /** The version that brought these accounts; 0: they are the first. */
  readonly changedIn: number;
}

/**
 * Which accounts a key may use: those of its list, and those whose card numbers
 * it names. Both lists together are a union, as the rival has it.
 *
 * Fails closed: a card number that no account, or more than one, has stands for
 * none, and so does every card number before OpenD's whole list is known. A
 * caller's own 2001 may list a part, which can't show that a number is unique.
 */
export class AccountDirectory {
  private readonly options: AccountDirectoryOptions;
  private listed = new Map<bigint, ListedAccount>();
  /** Whether `listed` came from the gateway's own question. */
  private whole = false;
  /** Whether that was in this session of OpenD. */
  private fresh = false;
  private version = 0;
  private asking = false;
  private askedAtMs = Number.NEGATIVE_INFINITY;
  private seenCards = false;
  private readonly resolved = new WeakMap<ApiKey, Resolved>();

  constructor(options: AccountDirectoryOptions) {
    this.options = options;
  }

  allowedTo({ key }: Principal): AllowedAccounts {
    if (key === null) return null;
    const { accIds, cardNums } = key;
    return cardNums === null ? accIds : this.withCards(key, accIds, cardNums);
  }

  /** OpenD has another session: it may be another login's. */
  homeChanged(): void {
    this.fresh = false;
    if (this.seenCards || this.options.usesCards?.() === true) this.refresh();
  }

  /** Accounts that a caller's 2001 has listed: they may be all, or some. */
  learn(accounts: readonly ListedAccount[]): void {
    if (!this.whole) return;
    let news = false;
    for (const account of accounts) {
      if (sameCards(this.listed.get(account.accId), account)) continue;
      this.listed.set(account.accId, account);
      news = true;
    }
    if (news) this.changed();
  }

  /** Whether the newest change was one for this key, which was asked about before. */
  changedFor(key: ApiKey): boolean {
    const { accIds, cardNums } = key;
    if (cardNums === null || !this.resolved.has(key)) return false;
    this.withCards(key, accIds, cardNums);
    return this.version > 0 && this.resolved.get(key)?.changedIn === this.version;
  }

  /** Whether {@link learn} has a use for lists. */
  get learns(): boolean {
    return this.whole;
  }

  private refresh(): void {
    if (this.asking) return;
    this.asking = true;
    this.askedAtMs = this.options.clock.now();
    this.options.ask((accounts) => {
      this.asking = false;
      if (accounts === null) return;
      this.fresh = true;
      const known = accounts.length === this.listed.size && accounts.every((account) => this.knows(account));
      if (this.whole && known) return;
      this.whole = true;
      this.listed = new Map(accounts.map((account) => [account.accId, account]));
      this.changed();
    });
  }

  private knows(account: ListedAccount): boolean {
    return sameCards(this.listed.get(account.accId), account);
  }

  private changed(): void {
    this.version++;
    this.options.onChanged?.();
  }

  private withCards(key: ApiKey, accIds: AllowedAccounts, cardNums: readonly string[]): ReadonlySet<bigint> {
    this.seenCards = true;
    if (!this.fresh && this.options.clock.now() - this.askedAtMs >= MIN_GAP_MS) this.refresh();
    const known = this.resolved.get(key);
    if (known !== undefined && known.version === this.version) return known.accounts;
    const accounts = new Set(accIds ?? []);
    for (const cardNum of cardNums) {
      const accId = this.accountOf(cardNum);
      if (accId !== null) accounts.add(accId);
    }
    const { version } = this;
    const same = known !== undefined && sameAccounts(known.accounts, accounts);
    const changedIn = known === undefined ? 0 : same ? known.changedIn : version;
    this.resolved.set(key, { accounts, version, changedIn });
    return accounts;
  }

  /** The only account of that card number; null where there is none, or not only one. */
  private accountOf(cardNum: string): bigint | null {
    if (!this.whole || cardNum.length < LAST_DIGITS) return null;
    const matches = (full: string): boolean =>
      full === cardNum || (cardNum.length === LAST_DIGITS && full.endsWith(cardNum));
    let found: bigint | null = null;
    for (const { accId, cardNums } of this.listed.values()) {
      if (!cardNums.some(matches)) continue;
      if (found !== null) return null;
      found = accId;
    }
    return found;
  }
}

/** Where there is no directory: card numbers stand for nothing. */
export function listedAccountsOf({ key }: Principal): AllowedAccounts {
  if (key === null) return null;
  return key.cardNums === null ? key.accIds : (key.accIds ?? new Set());
}

function sameCards(one: ListedAccount | undefined, other: ListedAccount): boolean {
  return (
    one !== undefined &&
    one.cardNums.length === other.cardNums.length &&
    one.cardNums.every((cardNum, index) => cardNum === other.cardNums[index])
  );
}

function sameAccounts(one: ReadonlySet<bigint>, other: ReadonlySet<bigint>): boolean {
  return one.size === other.size && [...one].every((accId) => other.has(accId));
}
