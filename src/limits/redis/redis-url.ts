/** Where Redis is, taken out of its URL. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  /** TLS, verified against the authorities that Node trusts (NODE_EXTRA_CA_CERTS adds one's own). */
  readonly tls: boolean;
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
}

const DEFAULT_PORT = 6379;

/**
 * Reads `redis://[user:password@]host[:port][/database]`, or `rediss://` for TLS.
 * @throws Error whose text holds nothing of the URL: it may have a password anywhere.
 */
export function parseRedisUrl(text: string): RedisAddress {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null) throw new Error("the URL of Redis can't be read: it looks like redis://user:password@host:6379/0");
  if (url.protocol !== "redis:" && url.protocol !== "rediss:") {
    throw new Error("the URL of Redis must begin with redis:// or, for TLS, rediss://");
  }
  if (url.hostname === "") throw new Error("the URL of Redis names no host");
  if (url.search !== "" || url.hash !== "") {
    throw new Error(
      "the URL of Redis has options or a fragment after its path; encode ? and # in a password as %3F and %23",
    );
  }
  const database = url.pathname.replace(/^\//, "");
  if (!/^\d{0,4}$/.test(database))
    throw new Error("the URL of Redis must end with the number of a database, such as /0");
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? DEFAULT_PORT : Number(url.port),
    tls: url.protocol === "rediss:",
    username: decoded(url.username),
    password: decoded(url.password),
    database: Number(database),
  };
}

function decoded(text: string): string | null {
  if (text === "") return null;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error("the URL of Redis has a % in its user or password that begins no code such as %25");
  }
}
