import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

/** Names for ranges that TRUST_PROXY may hold, as Fastify reads them. */
const namedRanges: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  linklocal: ["169.254.0.0/16", "fe80::/10"],
  uniquelocal: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** Tells which client a raw connection counts for: its address behind trusted proxies; of IPv6 the /64, which one client may have whole. */
export function createClientRule(trustProxy: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const entry of trustProxy.flatMap((name) => namedRanges[name] ?? [name])) trust(trusted, entry);
  return function clientOf({ socket, headers }) {
    const hops = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
    let address = withoutMapping(socket.remoteAddress ?? "");
    while (isTrusted(trusted, address)) {
      const hop = withoutMapping(hops.pop()?.trim() ?? "");
      if (isIP(hop) === 0) break;
      address = hop;
    }
    return isIPv6(address) ? networkOf(address) : address;
  };
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv6(address) ? "ipv6" : "ipv4";
}

function trust(trusted: BlockList, entry: string): void {
  const [address = "", bits] = entry.split("/");
  if (isIP(address) === 0) return;
  if (bits === undefined) trusted.addAddress(address, familyOf(address));
  else trusted.addSubnet(address, Number(bits), familyOf(address));
}

function isTrusted(trusted: BlockList, address: string): boolean {
  return isIP(address) !== 0 && trusted.check(address, familyOf(address));
}

/** An IPv4 address that came over an IPv6 socket, as itself. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The first 64 bits of an IPv6 address. */
function networkOf(address: string): string {
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const given = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - given.length - last.length) }, () => "0");
  const groups = [...given, ...(tail === undefined ? [] : zeros), ...last].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
