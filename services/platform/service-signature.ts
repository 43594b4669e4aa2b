import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { signatureHeaders, unsignedPayload } from "#services/contracts/internal.ts";

/** How far two clocks may differ, in milliseconds. */
const toleranceMs = 60_000;

export interface SignableRequest {
  readonly method: string;
  /** Path with query, as it stands on the request line. */
  readonly path: string;
  /** The whole body; `unsigned` for a stream. */
  readonly body: Uint8Array | string | "unsigned";
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function hashBody(body: Uint8Array | string): string {
  return body === "unsigned" ? unsignedPayload : createHash("sha256").update(body).digest("hex");
}

function sign(secret: string, parts: readonly string[]): string {
  return createHmac("sha256", secret).update(parts.join("\n")).digest("base64url");
}

/** Headers that prove a request comes from a service that holds the secret: service, method, path, time, nonce and body hash are covered. */
export function signRequest(secret: string, service: string, request: SignableRequest): Record<string, string> {
  const timestamp = String(Date.now());
  const nonce = randomBytes(16).toString("base64url");
  const bodyHash = hashBody(request.body);
  return {
    [signatureHeaders.service]: service,
    [signatureHeaders.timestamp]: timestamp,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.bodyHash]: bodyHash,
    [signatureHeaders.signature]: sign(secret, [service, request.method, request.path, timestamp, nonce, bodyHash]),
  };
}

/** Verifies signed requests and remembers nonces for as long as their timestamps are accepted, so none counts twice. */
export function createSignatureVerifier(secret: string): (request: SignableRequest, headers: Headers) => boolean {
  const seen = new Map<string, number>();

  function isFresh(nonce: string, now: number): boolean {
    for (const [old, at] of seen) {
      if (now - at <= 2 * toleranceMs) break;
      seen.delete(old);
    }
    if (seen.has(nonce)) return false;
    seen.set(nonce, now);
    return true;
  }

  return function isSigned(request, headers) {
    const read = (name: string) => {
      const value = headers[name];
      return typeof value === "string" ? value : "";
    };
    const timestamp = read(signatureHeaders.timestamp);
    const now = Date.now();
    if (!(Math.abs(now - Number(timestamp)) <= toleranceMs)) return false;
    const bodyHash = read(signatureHeaders.bodyHash);
    if (bodyHash !== hashBody(request.body)) return false;
    const nonce = read(signatureHeaders.nonce);
    const parts = [read(signatureHeaders.service), request.method, request.path, timestamp, nonce, bodyHash];
    const expected = Buffer.from(sign(secret, parts));
    const given = Buffer.from(read(signatureHeaders.signature));
    if (expected.length !== given.length || !timingSafeEqual(expected, given)) return false;
    return isFresh(nonce, now);
  };
}
