const patterns: readonly (readonly [RegExp, string])[] = [
  [/ps_(sess|sock|mcp|inv|share|setup)_[A-Za-z0-9_-]+/g, "ps_$1_[redacted]"],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@]+@/gi, "$1:[redacted]@"],
  [/([?&#](?:code|token|key|password)=)[^\s&"']+/gi, "$1[redacted]"],
];

/** The text without tokens, passwords in URLs and the given secret values. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let result = text;
  for (const secret of secrets) {
    if (secret.length >= 8) result = result.replaceAll(secret, "[redacted]");
  }
  for (const [pattern, replacement] of patterns) result = result.replace(pattern, replacement);
  return result;
}
