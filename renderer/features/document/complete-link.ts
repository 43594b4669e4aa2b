import { isSafeUrl } from "#services/documents/schema/safe-url.ts";

const mailAddress = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/;
/** `localhost:3000` looks like a scheme; a port of digits tells them apart. */
const hostWithPort = /^[^:/\s]+:\d+(\/|$)/;
const anyScheme = /^[a-z][a-z0-9+.-]*:/i;

/** What a person typed as an address, completed to one that can be followed; undefined where that is empty or unsafe. */
export function completeLink(typed: string): string | undefined {
  const address = typed.trim();
  if (address === "") {
    return undefined;
  }
  if (mailAddress.test(address)) {
    return `mailto:${address}`;
  }
  if (/^[/#]/.test(address) || (anyScheme.test(address) && !hostWithPort.test(address))) {
    return isSafeUrl(address) ? address : undefined;
  }
  const completed = `https://${address}`;
  return isSafeUrl(completed) && URL.canParse(completed) ? completed : undefined;
}
