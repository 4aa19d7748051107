import { Refusal } from "../handler.js";
import { required } from "./checks.js";

/** The fields of 2005. */
export interface UnlockFields {
  readonly unlock?: boolean | undefined;
  readonly pwdMD5?: string | undefined;
  readonly securityFirm?: number | undefined;
}

/** The lock on real trading: one for the whole OpenD, per firm (facts: ftapi-protocol.md 6.2). */
export class TradeLock {
  readonly #passwordMd5: string;
  readonly #firms: ReadonlySet<number>;
  readonly #unlocked = new Set<number>();

  constructor(passwordMd5: string, firms: ReadonlySet<number>) {
    this.#passwordMd5 = passwordMd5;
    this.#firms = firms;
  }

  apply(fields: UnlockFields): void {
    const unlock = required(fields.unlock, "unlock");
    const firm = required(fields.securityFirm, "securityFirm");
    if (!this.#firms.has(firm)) throw new Refusal(`没有该券商的真实交易账户: securityFirm=${firm}`);
    if (!unlock) {
      this.#unlocked.delete(firm);
      return;
    }
    if (required(fields.pwdMD5, "pwdMD5") !== this.#passwordMd5) throw new Refusal("解锁交易失败，交易密码错误");
    this.#unlocked.add(firm);
  }

  /** Refuses unless the firm is unlocked. */
  check(firm: number | undefined): void {
    if (firm !== undefined && !this.#unlocked.has(firm)) throw new Refusal("没有解锁交易，请先解锁交易");
  }
}
