import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { readConfig } from "#services/platform/config.ts";
import { createOriginRule } from "./allowed-origin.ts";

const secret = "a-secret-of-the-tests-that-is-long-enough";

function ruleFor(environment: Readonly<Record<string, string>>) {
  const isAllowed = createOriginRule(
    readConfig({
      DATABASE_URL: "postgres://localhost/none",
      SERVICE_SECRET: secret,
      ENCRYPTION_KEY: secret,
      UPLOAD_DIR: "/nonexistent",
      ...environment,
    }),
  );
  return (origin?: string) => {
    const request = new IncomingMessage(new Socket());
    if (origin !== undefined) request.headers.origin = origin;
    return isAllowed(request);
  };
}

test("behind web every handshake was looked at there", () => {
  expect(ruleFor({})("https://elsewhere.example")).toBe(true);
});

test("where clients connect directly, only pages of this server may, and programs", () => {
  const isAllowed = ruleFor({
    REALTIME_PUBLIC_URL: "https://live.example.org",
    PUBLIC_URL: "https://pages.example.org",
    ALLOWED_HOSTS: "Intra.example.org",
  });
  expect(isAllowed()).toBe(true);
  expect(isAllowed("https://pages.example.org")).toBe(true);
  expect(isAllowed("https://intra.example.org")).toBe(true);
  expect(isAllowed("http://intra.example.org:8080")).toBe(true);
  for (const foreign of [
    "https://elsewhere.example",
    "http://pages.example.org",
    "https://pages.example.org.elsewhere.example",
    "https://elsewhere.example/pages.example.org",
    "null",
    "",
  ]) {
    expect(isAllowed(foreign), foreign).toBe(false);
  }
});
