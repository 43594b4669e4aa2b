import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { catalogue, type OperationName } from "#services/contracts/catalogue.ts";
import { readInput } from "./read-input.ts";
import type { Terminal } from "./terminal.ts";

function terminalWith(standardInput: string): Terminal {
  return {
    readAll: async () => standardInput,
    ask: async () => standardInput,
    print: () => undefined,
    input: new PassThrough(),
    output: new PassThrough(),
  };
}

async function read(name: OperationName, args: readonly string[], standardInput = "") {
  return readInput(catalogue[name], args, terminalWith(standardInput));
}

test("fields are flags, and those of the address may stand without them", async () => {
  const line = await read("pages.rename", ["an-id", "--title", "New title", "--idempotency-key", "k"]);
  expect(line).toMatchObject({ input: { pageId: "an-id", title: "New title" }, idempotencyKey: "k", output: "table" });
});

test("numbers, words for nothing and lists are what they mean", async () => {
  expect((await read("documents.replace", ["id", "--base-version", "7", "--markdown", "x"])).input).toEqual({
    pageId: "id",
    baseVersion: 7,
    markdown: "x",
  });
  expect((await read("pages.move", ["id", "--parent-id", "null"])).input).toEqual({ pageId: "id", parentId: null });
  expect((await read("pages.rename", ["id", "--title", "null"])).input).toEqual({ pageId: "id", title: "null" });
  const many = await read("pages.listMany", ["--drive-id", "d", "--parent-ids", "a", "--parent-ids", "null"]);
  expect(many.input).toEqual({ driveId: "d", parentIds: ["a", null] });
  const token = ["--name", "x", "--scope", "read", "--drive-ids", "null", "--expires-in-days", "30"];
  expect((await read("tokens.create", token)).input).toMatchObject({ driveIds: null, expiresInDays: 30 });
  expect((await read("permissions.restrict", ["id", "--is-restricted"])).input).toEqual({
    pageId: "id",
    isRestricted: true,
  });
  expect((await read("permissions.restrict", ["id", "--no-is-restricted"])).input).toMatchObject({
    isRestricted: false,
  });
  const streams = ["--streams", '[{"id":"d","cursor":null}]'];
  expect((await read("events.list", streams)).input).toEqual({ streams: [{ id: "d", cursor: null }] });
});

test("a whole input comes as JSON, and flags win over it", async () => {
  const json = '{"pageId":"a","title":"from JSON"}';
  expect((await read("pages.rename", ["--json", json, "--title", "said"])).input).toEqual({
    pageId: "a",
    title: "said",
  });
  expect((await read("pages.rename", ["--json", "-"], json)).input).toEqual({ pageId: "a", title: "from JSON" });
});

test("a text of many lines comes from standard input as it is", async () => {
  const markdown = "# Plan\n\n- one\n";
  expect((await read("documents.replace", ["id", "--markdown", "-"], markdown)).input).toMatchObject({ markdown });
});

test("a secret comes from standard input alone", async () => {
  await expect(read("sessions.create", ["--email", "a@example.org", "--password", "seen"])).rejects.toThrow(
    /would be seen by others/,
  );
  const line = await read("sessions.create", ["--email", "a@example.org", "--password", "-"], "not seen\n");
  expect(line.input).toMatchObject({ password: "not seen" });
});

test.each([
  ["a flag that is none", ["--tittle", "x"], /tittle/],
  ["one word too many", ["id", "another", "--title", "x"], /“another” is one word too many/],
  ["JSON that is none", ["id", "--json", "{"], /not a JSON object/],
  ["JSON of another kind", ["id", "--json", "[]"], /not a JSON object/],
  ["an unknown way to print", ["id", "--output", "xml"], /--output is table or json/],
  ["standard input twice", ["--json", "-", "--title", "-"], /Only one of --json and --title/],
])("%s is refused in a sentence", async (_what, args, sentence) => {
  await expect(read("pages.rename", args, "{}")).rejects.toThrow(sentence);
});

test("what is not a number is refused before anything is sent", async () => {
  await expect(read("pages.list", ["--drive-id", "d", "--limit", "many"])).rejects.toThrow("--limit is not a number.");
});
