import { expect, test } from "vitest";
import { findExternalDatabase, readConfig } from "#services/platform/config.ts";
import { messageOf } from "#services/platform/errors.ts";

const secret = "0123456789abcdef0123456789abcdef";

function read(url: string, more: Readonly<Record<string, string>> = {}): string {
  return readConfig({ DATABASE_URL: url, SERVICE_SECRET: secret, ENCRYPTION_KEY: secret, UPLOAD_DIR: "/x", ...more })
    .database.url;
}

function refusalOf(run: () => unknown): string {
  try {
    return `accepted: ${run()}`;
  } catch (error) {
    return messageOf(error);
  }
}

const unreadable = [
  "postgres://ada:pa#ss@db.example.org/pagespace",
  "postgres://ada:12#34@db.example.org/pagespace",
  "postgres://ada:pa/ss@db.example.org/pagespace",
  "postgres://ada:100%@db.example.org/pagespace",
  "postgres://ada:secret@db.example.org:port/pagespace",
];

test("an address of a database that cannot be read is refused by the name of its setting, without showing it", () => {
  for (const url of unreadable) {
    const sentence =
      "DATABASE_URL is not valid: cannot be read; write special characters of its user and password as %XX";
    expect(refusalOf(() => read(url))).toContain(sentence);
    expect(refusalOf(() => findExternalDatabase({ DATABASE_URL: url }))).toContain(sentence);
    expect(refusalOf(() => read("postgres://db/x", { DATABASE_DIRECT_URL: url }))).toMatch(
      /^DATABASE_DIRECT_URL is not/,
    );
    expect(refusalOf(() => read(url))).not.toMatch(/ada|example\.org|secret@/);
  }
});

test("every form of address that PostgreSQL takes is accepted", () => {
  for (const url of [
    "postgres://db.example.org/pagespace",
    "postgresql://ada:pa%23ss@db.example.org:5433/pagespace?sslmode=require",
    "postgres://ada:p@ss@[::1]:5432/pagespace",
    "postgres://ada:pw@/pagespace?host=%2Ftmp%2Fsocket&port=5432",
    "postgres:///pagespace?host=/tmp/socket",
    "postgres://ada@%2Fvar%2Frun%2Fpostgresql/pagespace",
  ]) {
    expect(read(url)).toBe(url);
  }
  expect(findExternalDatabase({ DATABASE_URL: "" })).toBeUndefined();
});

test("a setting that cannot be used is refused by its name, with what it must be", () => {
  for (const [name, value, sentence] of [
    ["TRUST_PROXY", "banana", "TRUST_PROXY “banana” is not valid: must list IP addresses or networks such as"],
    ["TRUST_PROXY", "10.0.0.0/99", "must list IP addresses or networks"],
    ["ALLOWED_HOSTS", "http://x", "ALLOWED_HOSTS “http://x” is not valid: must list host names such as"],
    ["ALLOWED_HOSTS", "a b", "must list host names"],
    ["PORT", "foo", "PORT “foo” is not valid: must be a number from 0 to 65535; see .env.example."],
    ["PORT", "70000", "must be a number from 0 to 65535"],
    ["LOG_LEVEL", "loud", "must be debug, info, warn, error or silent"],
    ["SMTP_URL", "mail.example.org", "must be an address that starts with smtp:// or smtps://"],
    ["REDIS_URL", "localhost", "must be an address that starts with redis:// or rediss://"],
    ["PUBLIC_URL", "pages.example.org", "must be an address that starts with http:// or https://"],
  ] as const) {
    expect(refusalOf(() => read("postgres://db/x", { [name]: value }))).toContain(sentence);
  }
  expect(refusalOf(() => read("postgres://db/x", { SMTP_URL: "mailto:secret" }))).not.toContain("secret");
  const fit = {
    TRUST_PROXY: "10.0.0.5, 192.168.0.0/16,::1",
    ALLOWED_HOSTS: "pages.local, 192.168.1.20,[::1]",
    PORT: "0",
  };
  expect(read("postgres://db/x", fit)).toBe("postgres://db/x");
});

test("a wrong secret is named in the refusal, and never shown", () => {
  for (const name of [
    "DATABASE_URL",
    "DATABASE_DIRECT_URL",
    "SERVICE_SECRET",
    "ENCRYPTION_KEY",
    "PAGESPACE_SETUP_CODE",
  ]) {
    const refusal = refusalOf(() => read("postgres://db/x", { [name]: "tell-nobody" }));
    expect(refusal).toMatch(new RegExp(`^${name} is not valid: `));
    expect(refusal).not.toContain("tell-nobody");
  }
});
