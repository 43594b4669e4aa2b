import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { catalogue } from "#services/contracts/catalogue.ts";
import { avatars } from "#services/database/schema/people.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, requestFor } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let owner: TestPerson;
let ada: TestPerson;
let eve: TestPerson;
let gus: TestPerson;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-avatars-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  app = await createWebServer({ ...web.services, peers: { read: () => ({ processorUrl: processor.url }) } });
  owner = await web.addPerson("Owner");
  ada = await web.addPerson("Ada");
  eve = await web.addPerson("Eve");
  gus = await web.addPerson("Gus");
  const driveId = await web.addDrive(ada);
  await web.addMember(driveId, eve, "viewer");
  await web.addMember(driveId, gus, "guest");
});
afterAll(async () => {
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

async function set(picture: Buffer, person = ada) {
  const request = requestFor(catalogue["people.setAvatar"], {});
  return app.inject(asPerson(person, { ...request, payload: picture }));
}

function read(userId: string, person: TestPerson, headers: Record<string, string> = {}) {
  const request = asPerson(person, requestFor(catalogue["people.readAvatar"], { userId }));
  return app.inject({ ...request, headers: { ...request.headers, ...headers } });
}

/** Width and height in the header of a WebP of one still picture (RFC 9649, section 2.5). */
function sizeOf(webp: Buffer): readonly [width: number, height: number] {
  expect(webp.toString("latin1", 8, 16)).toBe("WEBPVP8 ");
  return [webp.readUInt16LE(26) & 0x3fff, webp.readUInt16LE(28) & 0x3fff];
}

const small = makePng({ width: 64, height: 64 });

it("a picture is kept as a small square and told apart from the one before", async () => {
  const first = await set(makePng({ width: 900, height: 300 }));
  expect(first.statusCode).toBe(200);
  const shown = await read(ada.actor.userId, ada);
  expect(shown.headers["content-type"]).toBe("image/webp");
  expect(sizeOf(shown.rawPayload)).toEqual([256, 256]);
  const { etag } = shown.headers;
  expect((await read(ada.actor.userId, ada, { "if-none-match": String(etag) })).statusCode).toBe(304);
  expect((await set(makePng({ width: 90, height: 60 }))).json()).not.toEqual(first.json());
  const second = await read(ada.actor.userId, ada, { "if-none-match": String(etag) });
  expect(sizeOf(second.rawPayload)).toEqual([60, 60]);
  expect(await readdir(path.join(directory, "tmp"))).toEqual([]);
});

it("a picture is shown to those who know the person, and to nobody else", async () => {
  await set(small);
  const { userId } = ada.actor;
  const stranger = await web.addPerson("Stranger");
  for (const [person, isKnown] of [
    ...[[ada, true] as const, [eve, true] as const, [owner, true] as const],
    ...[[gus, false] as const, [stranger, false] as const],
  ]) {
    expect((await read(userId, person)).statusCode).toBe(isKnown ? 200 : 404);
    const { items } = await web.call("people.listAvatars", {}, person);
    expect(items.some((item) => item.userId === userId)).toBe(isKnown);
  }
  const signedOut = requestFor(catalogue["people.readAvatar"], { userId });
  expect((await app.inject(signedOut)).statusCode).toBe(401);
});

it("of an animation the first picture is kept, standing still", async () => {
  const frame = (pixel: string) => `2c00000000010001000002${pixel}00`;
  const header = `${Buffer.from("GIF89a").toString("hex")}01000100800000`;
  const animation = Buffer.from(`${header}000000ffffff${frame("024401")}${frame("024c01")}3b`, "hex");
  expect((await set(animation)).statusCode).toBe(200);
  const { rawPayload } = await read(ada.actor.userId, ada);
  expect(sizeOf(rawPayload)).toEqual([1, 1]);
});

it("what is no picture, too large or a drawing with a program is refused with a sentence, and the picture there was stays", async () => {
  await set(small);
  const before = (await read(ada.actor.userId, ada)).headers["etag"];
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  const cases = [
    [Buffer.from("no picture"), 400, /JPEG, PNG, WebP/],
    [Buffer.alloc(0), 400, /JPEG, PNG, WebP/],
    [svg, 400, /JPEG, PNG, WebP/],
    [makePng({ width: 64, height: 64 }, 3), 400, /damaged/],
    [makePng({ width: 65_535, height: 65_535 }, 1), 400, /megapixels/],
    [Buffer.alloc(10_000_001), 413, /10 MB/],
  ] as const;
  for (const [picture, status, words] of cases) {
    const answer = await set(picture);
    expect(answer.statusCode).toBe(status);
    const { message } = Refusal.parse(answer.json()).error;
    expect(message).toMatch(words);
    expect(message).toContain("What you had before is kept.");
  }
  expect((await read(ada.actor.userId, ada)).headers["etag"]).toBe(before);
});

it("a picture is removed, and goes with its account", async () => {
  await set(small);
  await set(small, eve);
  await web.call("people.removeAvatar", {}, ada);
  await web.call("people.removeAvatar", {}, ada);
  expect((await read(ada.actor.userId, ada)).statusCode).toBe(404);
  await web.call("people.delete", { userId: eve.actor.userId }, owner);
  expect(await web.db.select().from(avatars).where(eq(avatars.userId, eve.actor.userId))).toEqual([]);
});
