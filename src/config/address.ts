import { isIP } from "node:net";

/** Where a listener binds. Port 0 lets the system choose. */
export type ListenAddress =
  | { readonly kind: "tcp"; readonly host: string; readonly port: number }
  | { readonly kind: "unix"; readonly path: string };

/** An OpenD to connect to. */
export interface UpstreamAddress {
  readonly host: string;
  readonly port: number;
}

/** An address text that can't be used. The message says what to write. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}

// A socket path is at most 107 bytes on Linux, 103 on macOS.
const MAX_UNIX_PATH_BYTES = 103;

/**
 * Reads `host:port`, `[v6]:port` or `unix:path`.
 * @throws AddressError
 */
export function parseListenAddress(text: string): ListenAddress {
  if (text.startsWith("unix:")) {
    const path = text.slice("unix:".length).replace(/^\/\/(?=\/)/, "");
    if (path === "") throw new AddressError('"unix:" has no path: write unix:/run/opend-gateway.sock');
    if (Buffer.byteLength(path) > MAX_UNIX_PATH_BYTES) {
      throw new AddressError(`the socket path is longer than ${MAX_UNIX_PATH_BYTES} bytes: choose a shorter one`);
    }
    return { kind: "unix", path };
  }
  return { kind: "tcp", ...parseHostPort(text, 0, "host:port, [v6]:port or unix:path") };
}

/**
 * Reads `host:port` or `[v6]:port` with a port from 1.
 * @throws AddressError
 */
export function parseUpstreamAddress(text: string): UpstreamAddress {
  return parseHostPort(text, 1, "host:port or [v6]:port, such as 127.0.0.1:11111");
}

/** The text that the parsers read. */
export function formatAddress(address: ListenAddress | UpstreamAddress): string {
  if ("path" in address) return `unix:${address.path}`;
  return address.host.includes(":") ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}

/** Whether only programs of this machine can reach the address. */
export function isLoopback(address: ListenAddress | UpstreamAddress): boolean {
  if ("path" in address) return true;
  const host = address.host.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  if (host === "localhost") return true;
  if (isIP(host) === 4) return host.startsWith("127.");
  return isIP(host) === 6 && new URL(`http://[${host}]`).hostname === "[::1]";
}

function parseHostPort(text: string, minPort: number, form: string): UpstreamAddress {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  if (match === null) {
    const hint = isIP(text) === 6 ? "; an IPv6 address stands in brackets" : "";
    throw new AddressError(`"${text}" is not an address: write ${form}${hint}`);
  }
  const [, v6, name, digits] = match;
  const port = Number(digits);
  if (port < minPort || port > 65_535) {
    throw new AddressError(`port ${port} of "${text}" is out of range: use ${minPort} to 65535`);
  }
  if (v6 !== undefined && isIP(v6) !== 6) throw new AddressError(`"${v6}" in "${text}" is not an IPv6 address`);
  const host = v6 ?? name ?? "";
  if (host === "")
    throw new AddressError(`"${text}" has no host: write 127.0.0.1:${port}, or 0.0.0.0:${port} for all interfaces`);
  if (v6 === undefined && isIP(host) === 0 && !isHostName(host)) {
    throw new AddressError(`"${host}" in "${text}" is neither a host name nor an IP address`);
  }
  return { host, port };
}

/** A last label of digits alone would be a mistyped IPv4 address, such as 127.0.0.256. */
function isHostName(host: string): boolean {
  return (
    host.length <= 253 &&
    /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\.?$/.test(host) &&
    !/(^|\.)\d+\.?$/.test(host)
  );
}
