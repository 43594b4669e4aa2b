import { isIPv6 } from "node:net";

const groupsOfIpv6 = 8;
const groupsOfNetwork = 4;

/** The network that one household or office asks from: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOfAddress(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  // A URL writes every spelling of an IPv6 address the same way.
  const [head = "", tail = ""] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: groupsOfIpv6 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right].slice(0, groupsOfNetwork).join(":")}::/64`;
}
