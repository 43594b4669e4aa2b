import { launchNonceHeader } from "#services/contracts/internal.ts";

/** Path every service answers with 200 `{status: "ok"}`. */
export const healthPath = "/health";
export const healthBody = '{"status":"ok"}';

/** Headers of a health answer: the launch nonce comes back when it is this launch's, so a stranger on the port is noticed. */
export function healthHeaders(given: string | string[] | undefined, nonce: string | undefined): Record<string, string> {
  const isOurs = nonce !== undefined && given === nonce;
  return {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...(isOurs ? { [launchNonceHeader]: nonce } : {}),
  };
}
