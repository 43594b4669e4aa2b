import type { DocumentsHint, EventsHint } from "#services/contracts/internal.ts";
import type { PeerBook } from "#services/platform/peers.ts";
import { signRequest } from "#services/platform/service-signature.ts";

const timeoutMs = 2_000;

/** Tells realtime that streams or documents grew. Only for speed: whether it arrives does not matter, and it never throws. */
export async function postHint(peers: PeerBook, secret: string, hint: EventsHint | DocumentsHint): Promise<boolean> {
  const origin = peers.read().realtimeInternalUrl;
  if (origin === undefined) return false;
  const path = "streams" in hint ? "/internal/events" : "/internal/documents";
  const body = JSON.stringify(hint);
  const headers = signRequest(secret, "hint", { method: "POST", path, body });
  try {
    const response = await fetch(new URL(path, origin), {
      method: "POST",
      body,
      headers: { ...headers, "content-type": "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
