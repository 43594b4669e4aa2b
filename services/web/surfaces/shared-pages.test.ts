import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue, type OperationInput } from "#services/contracts/catalogue.ts";
import { type Cover, PageSummary } from "#services/contracts/shapes.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { makePng } from "#services/tests/fixtures/make-png.ts";
import { startTestProcessor, type TestProcessor } from "#services/tests/processes/start-test-processor.ts";
import { createWebServer } from "#services/web/server.ts";
import { asPerson, requestFor, testHost } from "#services/web/testing/request-for.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let directory: string;
let database: TestDatabase;
let web: TestWeb;
let app: FastifyInstance;
let processor: TestProcessor;
let ada: TestPerson;
let driveId: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "pagespace-shared-"));
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  const serviceSecret = web.services.config.secrets.service;
  processor = await startTestProcessor({ databaseUrl: database.url, uploadDirectory: directory, serviceSecret });
  app = await createWebServer({ ...web.services, peers: { read: () => ({ processorUrl: processor.url }) } });
  ada = await web.addPerson("Ada");
  driveId = await web.addDrive(ada);
});
afterAll(async () => {
  await app.close();
  await processor[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

async function create(title: string, parentId: string | null = null, markdown = ""): Promise<string> {
  const page = await web.call("pages.create", { driveId, type: "document", title, parentId }, ada);
  if (markdown !== "") await web.call("documents.replace", { pageId: page.id, markdown }, ada);
  return page.id;
}

async function upload(parentId: string, name: string): Promise<string> {
  const request = requestFor(catalogue["files.upload"], { driveId, parentId, name }, `bytes of ${name}`);
  return PageSummary.parse((await app.inject(asPerson(ada, request))).json()).id;
}

type LinkWishes = Omit<OperationInput<"shareLinks.create">, "pageId">;

async function share(pageId: string, wishes: LinkWishes = {}) {
  const { url, link } = await web.call("shareLinks.create", { pageId, ...wishes }, ada);
  return { address: new URL(url).pathname, link };
}

const get = (url: string, cookie = "") =>
  app.inject({ url, headers: { host: testHost, ...(cookie ? { cookie } : {}) } });

describe("a page behind a share link", () => {
  it("is shown without account or scripts, is listed by no search engine, and ends with the link", async () => {
    const pageId = await create("Plans & <b>more</b>", null, "**Bold** words.\n\n<script>alert(1)</script>");
    const { address, link } = await share(pageId);
    const answer = await get(address);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain("Plans &amp; &lt;b&gt;more&lt;/b&gt;");
    expect(answer.body).toContain("<strong>Bold</strong> words.");
    expect(answer.body).not.toMatch(/<script|<b>more/i);
    expect(answer.headers["x-robots-tag"]).toBe("noindex, nofollow");
    expect(answer.headers["content-security-policy"]).toContain("script-src 'self'");
    const open = await share(pageId, { isIndexable: true });
    const indexed = await get(open.address);
    expect(indexed.headers["x-robots-tag"]).toBeUndefined();
    expect(indexed.body).not.toContain("noindex");
    expect((await web.call("shareLinks.list", { pageId }, ada)).items).toHaveLength(2);

    await web.call("shareLinks.revoke", { pageId, linkId: link.id }, ada);
    expect((await get(address)).statusCode).toBe(404);
    await web.call("pages.trash", { pageId }, ada);
    expect((await get(open.address)).statusCode).toBe(404);
    for (const wrong of ["/s/ps_share_nonsense", "/s/%00", `/s/${"x".repeat(400)}`])
      expect((await get(wrong)).statusCode).toBe(404);
  });

  it("leads to the pages below only where the link has them, and to no restricted one", async () => {
    const root = await create("Guide");
    const part = await create("Part", root, "Part words.");
    const deep = await create("Deep", part, "Deep words.");
    const secret = await create("Secret heron", root, "Heron words.");
    const below = await create("Below the heron", secret, "Below words.");
    const outside = await create("Outside bittern");
    await web.call("permissions.restrict", { pageId: secret, isRestricted: true }, ada);
    const link = (id: string) => `[link](/d/${driveId}/p/${id})`;
    const markdown = [part, deep, secret, below, outside].map(link).join("\n\n");
    await web.call("documents.replace", { pageId: root, markdown }, ada);

    const alone = await share(root);
    const all = await share(root, { hasSubtree: true });
    const shown = (await get(all.address)).body;
    for (const id of [part, deep]) expect(shown).toContain(`${all.address}/p/${id}"`);
    expect(shown).toContain(">Part</a>");
    for (const hidden of [secret, below, outside, "heron", "bittern"])
      expect(shown.toLowerCase()).not.toContain(hidden);
    const single = (await get(alone.address)).body;
    for (const hidden of [part, deep, secret, "Part"]) expect(single).not.toContain(hidden);

    const deepPage = await get(`${all.address}/p/${deep}`);
    expect(deepPage.body).toContain("Deep words.");
    expect(deepPage.body).toContain(`<a href="${all.address}">Guide</a>`);
    for (const id of [secret, below, outside]) expect((await get(`${all.address}/p/${id}`)).statusCode).toBe(404);
    for (const id of [part, deep]) expect((await get(`${alone.address}/p/${id}`)).statusCode).toBe(404);
    expect((await get(`${all.address}/p/nonsense`)).statusCode).toBe(404);
  });

  it("gives its files and nothing else, and asks other sites for nothing", async () => {
    const root = await create("Album");
    const [shown, unshown] = [await upload(root, "shown.txt"), await upload(root, "unshown.txt")];
    const elsewhere = await upload(await create("Other"), "elsewhere.txt");
    const inside = `/d/${driveId}/p/${root}`;
    const markdown = `[![Shore](/api/files/${shown})](${inside})\n\n[![Shore](/api/files/${shown})](/d/${driveId}/p/${elsewhere})\n\n![Far](/api/files/${elsewhere})\n\n![Cat](https://pictures.example/cat.png)`;
    await web.call("documents.replace", { pageId: root, markdown }, ada);
    const { address } = await share(root);
    const { body } = await get(address);
    expect(body).toContain(`src="${address}/files/${shown}/preview"`);
    expect(body).toContain(`href="${address}/p/${root}"`);
    expect(body).not.toContain(elsewhere);
    expect(body).not.toContain(`href="/d/`);
    expect(body).not.toMatch(/src="https/);
    expect(body).toContain('href="https://pictures.example/cat.png"');
    await expect.poll(async () => (await get(`${address}/files/${shown}`)).statusCode).toBe(200);
    const file = await get(`${address}/files/${shown}`);
    expect([file.statusCode, file.body]).toEqual([200, "bytes of shown.txt"]);
    expect(file.headers["content-security-policy"]).toContain("sandbox");
    for (const id of [unshown, elsewhere]) expect((await get(`${address}/files/${id}`)).statusCode).toBe(404);
    const all = await share(root, { hasSubtree: true });
    expect((await get(`${all.address}/files/${unshown}`)).statusCode).toBe(200);
    expect((await get(`${all.address}/p/${unshown}`)).body).toContain("Download unshown.txt");
    expect((await get(`${all.address}/files/${elsewhere}`)).statusCode).toBe(404);
  });

  it("shows its cover, whose picture is given with that page alone and as long as it is the cover", async () => {
    const root = await create("Covered");
    const body = makePng({ width: 40, height: 20 });
    const request = requestFor(catalogue["files.upload"], { driveId, parentId: root, name: "shore.png" }, body);
    const { id: fileId } = PageSummary.parse((await app.inject(asPerson(ada, request))).json());
    const { address } = await share(root);
    const file = async () => (await get(`${address}/files/${fileId}`)).statusCode;
    expect((await get(address)).body).not.toContain('class="cover"');
    expect(await file()).toBe(404);
    const setCover = (cover: Cover | null) => web.call("pages.setCover", { pageId: root, cover }, ada);
    await setCover({ kind: "picture", fileId, position: 30 });
    const shown = (await get(address)).body;
    expect(shown).toContain(`<img src="${address}/files/${fileId}/preview" alt="" style="object-position: 50% 30%">`);
    expect(await file()).toBe(200);
    const another = await share(await create("Another cover"));
    expect((await get(`${another.address}/files/${fileId}`)).statusCode).toBe(404);
    await setCover({ kind: "gradient", name: "sea" });
    expect((await get(address)).body).toMatch(/<div class="cover" style="background: linear-gradient\(/);
    expect(await file()).toBe(404);
    await setCover({ kind: "picture", fileId, position: 30 });
    await web.call("permissions.restrict", { pageId: fileId, isRestricted: true }, ada);
    expect((await get(address)).body).not.toContain('class="cover"');
    expect(await file()).toBe(404);
  });

  it("asks for its password first, which opens its files too and holds until it changes", async () => {
    const pageId = await create("Locked", null, "Locked words.");
    const fileId = await upload(pageId, "locked.txt");
    const { address } = await share(pageId, { hasSubtree: true, password: "open sesame" });
    const asked = await get(address);
    expect([asked.statusCode, asked.body.includes("Locked")]).toEqual([401, false]);
    expect((await get(`${address}/p/${fileId}`)).statusCode).toBe(401);
    expect((await get(`${address}/files/${fileId}`)).statusCode).toBe(404);
    const give = (password: string) =>
      app.inject({
        method: "POST",
        url: address,
        headers: { host: testHost, "content-type": "application/x-www-form-urlencoded" },
        payload: new URLSearchParams({ password }).toString(),
      });
    const wrong = await give("open barley");
    expect(wrong.statusCode).toBe(401);
    expect(wrong.body).toContain("That is another password.");
    const right = await give("open sesame");
    expect([right.statusCode, right.headers.location]).toEqual([303, address]);
    const cookie = String(right.headers["set-cookie"]).split(";")[0] ?? "";
    expect((await get(address, cookie)).body).toContain("Locked words.");
    expect((await get(`${address}/files/${fileId}`, cookie)).statusCode).toBe(200);
    const other = await share(pageId, { password: "other password" });
    expect((await get(other.address, cookie)).statusCode).toBe(401);
    const [name] = cookie.split("=");
    expect((await get(address, `${name}=9999999999999.nonsense`)).statusCode).toBe(401);
    for (let tries = 0; tries < 12; tries += 1) await give("guess");
    expect((await give("open sesame")).statusCode).toBe(423);
  });

  it("ends in time, and is made only by those who manage the page", async () => {
    const pageId = await create("For a while");
    const past = new Date(Date.now() - 1_000).toISOString();
    await expect(share(pageId, { expiresAt: past })).rejects.toMatchObject({ code: "invalid-input" });
    const { address } = await share(pageId, { expiresAt: new Date(Date.now() + 700).toISOString() });
    expect((await get(address)).statusCode).toBe(200);
    await expect.poll(async () => (await get(address)).statusCode).toBe(404);
    const eda = await web.addPerson("Eda");
    await web.addMember(driveId, eda, "editor");
    await expect(web.call("shareLinks.create", { pageId }, eda)).rejects.toMatchObject({ code: "forbidden" });
  });
});
