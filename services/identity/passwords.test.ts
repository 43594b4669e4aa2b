import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "#services/identity/passwords.ts";
import { createToken, hashToken } from "#services/identity/tokens.ts";

test("a password is stored as argon2id and recognised again, however its accents are typed", async () => {
  const hash = await hashPassword("caf\u00e9 correct");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, "cafe\u0301 correct")).toBe(true);
  expect(await verifyPassword(hash, "cafe correct")).toBe(false);
  expect(await hashPassword("caf\u00e9 correct")).not.toBe(hash);
});

test("an account without a password, or none at all, is refused after the same kind of work", async () => {
  expect(await verifyPassword(null, "anything")).toBe(false);
  expect(await verifyPassword(undefined, "")).toBe(false);
});

test("tokens tell their kind and are found by their SHA-256", () => {
  const { token, hash, prefix } = createToken("sess");
  expect(token).toMatch(/^ps_sess_[A-Za-z0-9_-]{43}$/);
  expect(token.startsWith(prefix)).toBe(true);
  expect(prefix).toHaveLength("ps_sess_".length + 6);
  expect(hashToken(token)).toEqual(hash);
  expect(createToken("sess").token).not.toBe(token);
});
