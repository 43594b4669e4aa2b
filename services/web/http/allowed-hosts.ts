import { isIP } from "node:net";
import { hostname } from "node:os";
import type { ServiceConfig } from "#services/platform/config.ts";

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || /^127(\.\d{1,3}){3}$/.test(name) || name === "[::1]";
}

function isIpLiteral(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

/** The host name of a Host header, lower-case and without port; undefined when it is no host. */
export function hostNameOf(header: string | undefined): string | undefined {
  if (!header || !/^[A-Za-z0-9.:[\]_-]+$/.test(header)) return undefined;
  try {
    return new URL(`http://${header}`).hostname.toLowerCase();
  } catch {
    return undefined;
  }
}

/**
 * Tells which Host headers name this server. Bound to loopback: loopback names only. Bound wider: IP literals too (DNS
 * rebinding needs a name), the machine's name, and that name `.local`. PUBLIC_URL and ALLOWED_HOSTS always.
 */
export function createHostRule(config: ServiceConfig["web"]): (header: string | undefined) => boolean {
  const named = new Set(config.allowedHosts.map((host) => host.toLowerCase()));
  if (config.publicUrl) named.add(new URL(config.publicUrl).hostname);
  const isLoopbackOnly = isLoopbackName(config.host === "::1" ? "[::1]" : config.host);
  const machine = hostname().toLowerCase();
  /** The last header and its name: nearly all requests use the same. */
  let last: { readonly header: string | undefined; readonly name: string | undefined } | undefined;
  return function isAllowed(header) {
    if (last?.header !== header) last = { header, name: hostNameOf(header) };
    const { name } = last ?? {};
    if (name === undefined) return false;
    if (isLoopbackName(name) || named.has(name)) return true;
    if (isLoopbackOnly) return false;
    return isIpLiteral(name) || name === machine || name === `${machine}.local`;
  };
}
