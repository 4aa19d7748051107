import { newToken, tokenSha256 } from "../../src/auth/token.js";

/** A record of a keys file; account numbers are bigints. */
export interface KeyJson {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly [field: string]: unknown;
}

const NUMBER_MARK = "exact:";

/** The keys of a test, each with a token of its own. */
export class KeysJson {
  private readonly tokens = new Map<string, string>();

  /** @throws Error for an id that was in no text */
  token(id: string): string {
    const token = this.tokens.get(id);
    if (token === undefined) throw new Error(`the test has no key ${id}`);
    return token;
  }

  /** The file's text. A key that was there before keeps its token. */
  text(keys: readonly KeyJson[]): string {
    const records = keys.map((key) => ({ ...key, hash: this.hashOf(key.id) }));
    const json = JSON.stringify({ version: 1, keys: records }, (_name, value: unknown) =>
      // Account numbers are beyond what JSON.stringify writes exactly.
      typeof value === "bigint" ? `${NUMBER_MARK}${value}` : value,
    );
    return json.replaceAll(new RegExp(`"${NUMBER_MARK}(\\d+)"`, "g"), "$1");
  }

  private hashOf(id: string): string {
    const token = this.tokens.get(id) ?? newToken();
    this.tokens.set(id, token);
    return tokenSha256(token);
  }
}
