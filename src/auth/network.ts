import { BlockList, isIP, isIPv4 } from "node:net";

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;
/** Of a listener for IPv6, an IPv4 peer's name; and the zone of a link-local address. */
export function plainHost(host: string): string {
  const zone = host.indexOf("%");
  return (zone === -1 ? host : host.slice(0, zone)).replace(MAPPED, "");
}

/** Address ranges that a key may be used from. A peer without an address (a Unix socket) is in none. */
export class NetworkRanges {
  private readonly list = new BlockList();

  /** @throws RangeError saying what is wrong with a range. */
  constructor(ranges: readonly string[]) {
    for (const range of ranges) {
      const problem = rangeProblem(range);
      if (problem !== null) throw new RangeError(`"${range}" ${problem}`);
      const [address = "", bits] = range.split("/");
      const family = isIPv4(address) ? "ipv4" : "ipv6";
      this.list.addSubnet(address, bits === undefined ? (family === "ipv4" ? 32 : 128) : Number(bits), family);
    }
  }

  includes(host: string): boolean {
    const address = plainHost(host);
    switch (isIP(address)) {
      case 4:
        return this.list.check(address, "ipv4");
      case 6:
        return this.list.check(address, "ipv6");
      default:
        return false;
    }
  }
}

/** Why a text is no range, or null. */
export function rangeProblem(range: string): string | null {
  const [address = "", bits, ...others] = range.split("/");
  const version = isIP(address);
  if (version === 0 || address.includes("%") || others.length > 0) {
    return "is no address range; write it as 10.0.0.0/8, 192.168.1.7 or fd00::/8";
  }
  if (MAPPED.test(address)) return `is an IPv4 range in IPv6 form; write the IPv4 range, such as 10.0.0.0/8`;
  const maxBits = version === 4 ? 32 : 128;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= maxBits)) {
    return `has no prefix length from 0 to ${maxBits} after its slash`;
  }
  return null;
}

/** What failures are counted for: an IPv4 address; of IPv6 the first 64 bits, which one customer has at least. */
export function addressGroup(host: string): string {
  const address = plainHost(host);
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  if (tail !== undefined) {
    const rest = tail === "" ? 0 : tail.split(":").length + (tail.includes(".") ? 1 : 0);
    while (groups.length + rest < 8) groups.push("0");
    if (groups.length < 4) groups.push(...tail.split(":"));
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
