import { isSafeUrl } from "#services/documents/schema/safe-url.ts";

const mailAddress = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/;
/** `localhost:3000` looks like a scheme; a port of digits tells them apart. */
const hostWithPort = /^[^:/\s]+:\d+(\/|$)/;
const anyScheme = /^[a-z][a-z0-9+.-]*:/i;
const web = /^https?:/i;
/** A name with a dot and a last part of letters, or an address of the network. */
const fullHost = /^(?:[^\s.]+\.)+(?:\p{L}{2,}|xn--[a-z0-9-]+)\.?$|^\d+(?:\.\d+){3}$|^\[[\da-f:.]+\]$|^localhost$/iu;

/** What a person typed as an address, completed to one that can be followed; undefined where it is empty, unsafe or none. */
export function completeLink(typed: string): string | undefined {
  const address = typed.trim();
  if (address === "") {
    return undefined;
  }
  if (mailAddress.test(address)) {
    return `mailto:${address}`;
  }
  if (/^[/#]/.test(address) || (anyScheme.test(address) && !hostWithPort.test(address))) {
    return isSafeUrl(address) && isWhole(address) ? address : undefined;
  }
  const completed = `https://${address}`;
  const isMeant = hostWithPort.test(address) || fullHost.test(hostOf(completed) ?? "");
  return isSafeUrl(completed) && isMeant && URL.canParse(completed) ? completed : undefined;
}

/** Whether more than a scheme was typed, and no blank stands where an address has none. */
function isWhole(address: string): boolean {
  if (/^[/#]/.test(address)) return !/\s/.test(address);
  if (/^mailto:/i.test(address)) return address.includes("@") && !/\s/.test(address);
  if (/^tel:/i.test(address)) return /\d/.test(address);
  return !web.test(address) || /^https?:\/\/[^\s/]/i.test(address) ? URL.canParse(address) : false;
}

/** The host of an address as it was typed: reading it as an address changes its script and completes numbers. */
function hostOf(address: string): string | undefined {
  return /^https:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^/?#:]*)/.exec(address)?.[1];
}
