import { beforeEach, expect, test } from "vitest";
import { channels } from "#main/contracts/channels.ts";
import { invokeHandler, ipcMain } from "#main/testing/fake-ipc-main.ts";
import { answerCalls } from "./answer-calls.ts";

const origin = "http://pagespace.localhost";
const window = {};
const page = { sender: window, senderFrame: { url: `${origin}/`, parent: null } };
let asked: string[];

beforeEach(() => {
  asked = [];
  for (const channel of Object.values(channels)) ipcMain.removeHandler(channel);
  answerCalls(
    { ipcMain, guard: { originOf: () => origin, isKnownWindow: (contents) => contents === window } },
    {
      readAppInfo: () => ({ name: "PageSpace", version: "1.0.0", platform: "linux" }),
      setTheme: (theme) => void asked.push(theme),
      openExternal: async (url) => url.startsWith("https:"),
      readStatus: () => ({ dataDirectory: "/data", address: "http://127.0.0.1:3000" }),
      openDataFolder: () => void asked.push("opened"),
    },
  );
});

test("the page of the window is answered", async () => {
  expect(await invokeHandler(page, channels.readAppInfo, [])).toEqual({
    name: "PageSpace",
    version: "1.0.0",
    platform: "linux",
  });
  await invokeHandler(page, channels.setTheme, ["dark"]);
  expect(asked).toEqual(["dark"]);
});

test.each([
  [
    "a frame within the page",
    { ...page, senderFrame: { url: `${origin}/`, parent: { url: `${origin}/`, parent: null } } },
  ],
  ["a foreign page", { ...page, senderFrame: { url: "https://example.org/", parent: null } }],
  ["a frame that is gone", { ...page, senderFrame: null }],
  ["another window", { ...page, sender: {} }],
])("%s is answered nothing, on any channel", async (_who, event) => {
  for (const channel of Object.values(channels)) {
    await expect(invokeHandler(event, channel, [])).rejects.toThrow("may not ask");
  }
  expect(asked).toEqual([]);
});

test.each([
  [channels.setTheme, ["pink"]],
  [channels.setTheme, ["dark", "light"]],
  [channels.openExternal, [{ href: "https://example.org" }]],
  [channels.openExternal, [`https://example.org/${"x".repeat(3_000)}`]],
  [channels.openDataFolder, ["/etc"]],
])("%s refuses %j", async (channel, given) => {
  await expect(invokeHandler(page, channel, given)).rejects.toThrow("something else");
  expect(asked).toEqual([]);
});

test("a channel cannot be answered twice", () => {
  expect(() => ipcMain.handle(channels.setTheme, () => undefined)).toThrow("second handler");
});
