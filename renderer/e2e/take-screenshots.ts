import { mkdirSync } from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { findBrowser } from "#renderer/e2e/find-browser.ts";
import { createClient } from "#services/client/create-client.ts";
import { removeDataDirectory, type Stack, startStack } from "#services/tests/stack/start-stack.ts";
import { driveName, folders, handbook, programme, safetySheet } from "./screenshot-content.ts";

const folder = path.join(import.meta.dirname, "../../resources/guide/screenshots");
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const looks = [
  { name: "light", colorScheme: "light", viewport: wide },
  { name: "dark", colorScheme: "dark", viewport: wide },
  { name: "narrow", colorScheme: "light", viewport: narrow },
] as const;

interface Places {
  readonly driveId: string;
  readonly documentId: string;
  readonly fileId: string;
}

/** Takes one picture in every look; `prepare` brings the page to where it shall be. */
async function picture(page: Page, name: string, prepare: () => Promise<void>): Promise<void> {
  for (const look of looks) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    await prepare();
    await page.screenshot({ path: path.join(folder, `${name}-${look.name}.png`) });
  }
}

async function pictureSetup(browser: Browser, stack: Stack): Promise<void> {
  const page = await browser.newPage();
  await picture(page, "setup", async () => {
    await page.goto(`${stack.origin}/setup?code=${stack.setupCode}`);
    await page.getByLabel("Your name").fill("Mara Kühn");
    await page.getByLabel("E-mail").fill("mara@harbour.school");
  });
  await page.close();
}

/** A client that acts with the cookie of a browser context. */
function clientOf(context: BrowserContext, origin: string) {
  return createClient({
    origin,
    fetch: async (input, init) => {
      const cookies = await context.cookies(origin);
      const headers = new Headers(init?.headers);
      headers.set("cookie", cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
      headers.set("origin", origin);
      return fetch(input, { ...init, headers });
    },
  });
}

async function fill(context: BrowserContext, stack: Stack): Promise<Places & { readonly inviteUrl: string }> {
  const page = await context.newPage();
  await page.goto(`${stack.origin}/setup?code=${stack.setupCode}`);
  await page.getByLabel("Your name").fill("Mara Kühn");
  await page.getByLabel("E-mail").fill("mara@harbour.school");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\//);
  const client = clientOf(context, stack.origin);
  const { id: driveId } = await client.call("drives.create", { name: driveName });
  const week = await client.call("pages.create", { driveId, type: "folder", title: "Science week" });
  const inWeek = { driveId, parentId: week.id, type: "document" } as const;
  const document = await client.call("pages.create", { ...inWeek, title: "Programme" });
  await client.call("documents.replace", { pageId: document.id, markdown: programme });
  const labs = await client.call("pages.create", { ...inWeek, title: "Lab handbook" });
  await client.call("documents.replace", { pageId: labs.id, markdown: handbook });
  for (const title of folders) {
    const made = await client.call("pages.create", { driveId, type: "folder", title });
    await client.call("pages.create", { driveId, parentId: made.id, type: "document", title: "Overview" });
  }
  await page.setContent(safetySheet);
  const bytes = await page.pdf({ format: "A4" });
  const upload = client.address("files.upload", { driveId, parentId: week.id, name: "Safety sheet.pdf" });
  const uploaded = await context.request.post(upload, { data: bytes, headers: { origin: stack.origin } });
  const file: { readonly id: string } = await uploaded.json();
  const { url } = await client.call("invites.create", { driveId, role: "editor" });
  await page.close();
  return { driveId, documentId: document.id, fileId: file.id, inviteUrl: url };
}

async function bringColleague(browser: Browser, stack: Stack, places: Places & { inviteUrl: string }): Promise<Page> {
  const context = await browser.newContext({ viewport: wide });
  const client = clientOf(context, stack.origin);
  const code = new URLSearchParams(new URL(places.inviteUrl).hash.slice(1)).get("code") ?? "";
  await context.request.post(client.address("invites.accept", { code }), {
    data: { code, name: "Jonas", email: "jonas@harbour.school", password: "correct horse battery" },
    headers: { origin: stack.origin },
  });
  const page = await context.newPage();
  await page.goto(`${stack.origin}/d/${places.driveId}/p/${places.documentId}`);
  await page.locator(".ProseMirror[contenteditable=true]").getByText("up to date").click();
  await page.keyboard.press("End");
  return page;
}

async function run(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const stack = await startStack();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
  try {
    await pictureSetup(browser, stack);
    const context = await browser.newContext({ viewport: wide });
    const places = await fill(context, stack);
    const colleague = await bringColleague(browser, stack, places);
    const page = await context.newPage();
    const at = (pageId: string) => `${stack.origin}/d/${places.driveId}/p/${pageId}`;
    await picture(page, "document", async () => {
      await page.goto(at(places.documentId));
      await page.getByText("Jonas", { exact: true }).first().waitFor();
      await colleague.keyboard.press("Home");
      await colleague.keyboard.press("End");
      await page.getByText("Saved", { exact: true }).waitFor();
      await page.locator(".ProseMirror .collaboration-carets__label, .ProseMirror [class*=caret]").first().waitFor();
    });
    await picture(page, "file", async () => {
      await page.goto(at(places.fileId));
      await page.getByText("Gloves for the dry-ice table").first().waitFor();
      await page.waitForLoadState("networkidle");
    });
    await picture(page, "palette", async () => {
      await page.goto(at(places.documentId));
      await page.getByText("Saved", { exact: true }).waitFor();
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").getByRole("combobox").fill("litmus");
      await page.getByRole("dialog").getByText("Lab handbook").first().waitFor();
    });
  } finally {
    await browser.close();
    await stack.stop();
    removeDataDirectory(stack.dataDirectory);
  }
}

await run();
