import type { IncomingMessage } from "node:http";
import type { ServiceConfig } from "#services/platform/config.ts";

type OriginConfig = Pick<ServiceConfig, "web" | "realtime">;

/**
 * Tells which handshakes may come in. Behind web every one was checked there; where clients connect directly, a
 * browser's Origin must be PUBLIC_URL's or name one of ALLOWED_HOSTS, and programs that send none are let in.
 */
export function createOriginRule(config: OriginConfig): (request: IncomingMessage) => boolean {
  if (config.realtime.publicUrl === undefined) return () => true;
  const hosts = new Set(config.web.allowedHosts.map((host) => host.toLowerCase()));
  return (request) => {
    const { origin } = request.headers;
    if (origin === undefined) return true;
    if (origin === config.web.publicUrl) return true;
    return URL.canParse(origin) && hosts.has(new URL(origin).hostname);
  };
}
