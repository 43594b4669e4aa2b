import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { choosePort } from "./choose-port.ts";
import { desktopEnvironment } from "./desktop-environment.ts";
import { resolverRule, workspaceOrigin } from "./workspace-origin.ts";

test("the window's origin does not depend on the port, unless web had to take another than Chromium was told", () => {
  expect(resolverRule(3000)).toBe("MAP pagespace.localhost 127.0.0.1:3000");
  expect(workspaceOrigin({ mapped: 3000, url: "http://127.0.0.1:3000" })).toBe("http://pagespace.localhost");
  expect(workspaceOrigin({ mapped: 3000, url: "http://127.0.0.1:4000" })).toBe("http://127.0.0.1:4000");
});

test("what configures a server does not reach the app's own workspace", () => {
  const environment = {
    PATH: "/bin",
    DATABASE_URL: "postgres://x",
    PORT: "80",
    ENCRYPTION_KEY: "k",
    LOG_LEVEL: "debug",
  };
  expect(desktopEnvironment(environment)).toEqual({ PATH: "/bin", LOG_LEVEL: "debug" });
});

test("the port of a data directory is kept, and another is found while a stranger has it", async () => {
  const directory = await mkdtemp(path.join(os.tmpdir(), "pagespace-port-"));
  const stranger = createServer();
  try {
    const first = await choosePort(directory);
    expect(await choosePort(directory)).toBe(first);
    await new Promise<void>((resolve) => stranger.listen(first, "127.0.0.1", resolve));
    const other = await choosePort(directory);
    expect(other).toBeGreaterThan(0);
    expect(other).not.toBe(first);
  } finally {
    stranger.close();
    await rm(directory, { recursive: true });
  }
});

test("a data directory that cannot be used still leaves a port to start with", async () => {
  expect(await choosePort(path.join(import.meta.filename, "nowhere"))).toBeGreaterThan(0);
});
