/** Headers of every answer with uploaded content: no guessing of types, no scripts, no use by other sites, rights asked each time. */
export const untrustedContentHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "private, no-cache",
};

const forwarded = ["range", "if-none-match", "if-range"] as const;

/** The headers of a request that ask for a part or hold a validator. */
export function conditionsIn(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of forwarded) {
    const value = headers[name];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}

const passedOn = ["content-length", "content-range", "accept-ranges", "etag"] as const;

/** The headers of the processor's answer that describe the bytes. */
export function byteHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of passedOn) {
    const value = headers[name];
    if (typeof value === "string") found[name] = value;
  }
  return found;
}
