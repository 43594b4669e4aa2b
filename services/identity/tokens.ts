import { hash, randomBytes } from "node:crypto";

const secretBytes = 32;
/** Characters of the random part that are kept readable, to tell tokens apart in a list. */
const shownCharacters = 6;

export type TokenKind = "sess" | "sock" | "mcp" | "inv" | "share" | "setup" | "reset";

export interface NewToken {
  /** Given out once and never stored. */
  readonly token: string;
  readonly hash: Buffer;
  /** The beginning of the token, to show in lists. */
  readonly prefix: string;
}

/** A new token `ps_<kind>_…` of 256 random bits, with what may be stored of it. */
export function createToken(kind: TokenKind): NewToken {
  const start = `ps_${kind}_`;
  const token = start + randomBytes(secretBytes).toString("base64url");
  return { token, hash: hashToken(token), prefix: token.slice(0, start.length + shownCharacters) };
}

/** The SHA-256 by which a token is found. */
export function hashToken(token: string): Buffer {
  return hash("sha256", token, "buffer");
}

/** Whether a text begins as tokens of a kind do. */
export function isTokenOf(kind: TokenKind, text: string): boolean {
  return text.startsWith(`ps_${kind}_`);
}
