import type { CDPSession, Page } from "@playwright/test";
import { openApart } from "./document-window.ts";
import { dropFiles } from "./drop-files.ts";
import { expect, test, type Workspace } from "./fixtures.ts";

const uploadAddress = /\/api\/files\?/;
/** Slow enough that an upload of 2 MB can be watched, in bytes per second. */
const slowUpload = 500_000;

async function makeFolder({ owner }: Workspace, driveId: string, title = "Papers") {
  return await owner.client.call("pages.create", { driveId, type: "folder", title });
}

function uploadsIn(page: Page) {
  return page.getByRole("region", { name: /^\d+ uploads?$/ });
}

/** Makes the page's connection slow; an endless speed makes it fast again. */
async function throttle(session: CDPSession, uploadThroughput: number): Promise<void> {
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  });
}

test("a file dropped on a folder shows how far it is and ends inside the folder", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const folder = await makeFolder(workspace, drive.id);
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  const row = page.getByRole("treeitem", { name: "Papers" });
  await expect(row).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await throttle(session, slowUpload);
  await dropFiles(row, [{ name: "Measurements.bin", bytes: Buffer.alloc(2_000_000, "a") }]);
  const progress = uploadsIn(page).getByRole("progressbar", { name: "Measurements.bin" });
  const share = () => progress.evaluate((bar) => (bar instanceof HTMLProgressElement ? bar.value : -1));
  await expect.poll(share, { intervals: [50] }).toBeGreaterThan(0);
  expect(await share()).toBeLessThan(1);
  await expect(uploadsIn(page).getByText(/ \/ 2 MB/)).toBeVisible();
  await throttle(session, -1);
  await expect(progress).toHaveCount(0);
  await page.getByRole("button", { name: "Open Measurements.bin" }).click();
  await expect(page.getByRole("heading", { name: "Measurements.bin" })).toBeVisible();
  const inside = await workspace.owner.client.call("pages.list", { driveId: drive.id, parentId: folder.id });
  expect(inside.items.map(({ title }) => title)).toEqual(["Measurements.bin"]);
});

test("files dropped on an open folder are listed in it", async ({ workspace, drive, openWindow }) => {
  const folder = await makeFolder(workspace, drive.id);
  const page = await openWindow(workspace.owner, `/d/${drive.id}/p/${folder.id}`);
  const list = page.getByRole("region", { name: "Pages in Papers" });
  await expect(list.getByText("This folder is empty")).toBeVisible();
  await dropFiles(list, [
    { name: "one.txt", bytes: Buffer.from("first") },
    { name: "two.txt", bytes: Buffer.from("second") },
  ]);
  await expect(list.getByRole("link", { name: /one\.txt/ })).toBeVisible();
  await expect(list.getByRole("link", { name: /two\.txt/ })).toBeVisible();
  await dropFiles(page.getByLabel("Title of the folder"), [{ name: "three.csv", bytes: Buffer.from("a,b") }]);
  await expect(list.getByRole("link", { name: /three\.csv 3 bytes/ })).toBeVisible();
  await page.getByRole("button", { name: "Fold the uploads away" }).click();
  await expect(uploadsIn(page).getByRole("button", { name: "Open three.csv" })).toBeHidden();
  await page.getByRole("button", { name: "Show the uploads" }).click();
  await expect(uploadsIn(page).getByRole("button", { name: "Open three.csv" })).toBeVisible();
});

test("an upload that is cancelled leaves nothing behind", async ({ workspace, drive, openWindow }) => {
  await makeFolder(workspace, drive.id);
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(page.getByRole("treeitem", { name: "Papers" })).toBeVisible();
  const session = await page.context().newCDPSession(page);
  await throttle(session, slowUpload);
  await dropFiles(page.getByRole("tree"), [{ name: "Long.bin", bytes: Buffer.alloc(4_000_000, "a") }]);
  await expect(uploadsIn(page).getByText(/ \/ 4 MB/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel the upload of Long.bin" }).click();
  await expect(uploadsIn(page).getByText("Cancelled")).toBeVisible();
  await throttle(session, -1);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(uploadsIn(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("treeitem")).toHaveText(["Papers"]);
});

test("an upload that failed says why and is tried again", async ({ browser, workspace, drive }) => {
  await makeFolder(workspace, drive.id);
  await using window = await openApart(browser, workspace.owner, { address: `/d/${drive.id}` });
  const { page } = window;
  await expect(page.getByRole("treeitem", { name: "Papers" })).toBeVisible();
  await page.route(uploadAddress, (route) => route.abort());
  await dropFiles(page.getByRole("tree"), [{ name: "rota.txt", bytes: Buffer.from("Jonas, Mara") }]);
  await expect(uploadsIn(page).getByText("Failed: The connection broke.", { exact: false })).toBeVisible();
  await page.unroute(uploadAddress);
  await page.getByRole("button", { name: "Try again to upload rota.txt" }).click();
  await expect(page.getByRole("treeitem", { name: "rota.txt" })).toBeVisible();
  await expect(uploadsIn(page).getByRole("button", { name: "Open rota.txt" })).toBeVisible();
});

test("an upload whose answer was lost makes one page when it is tried again", async ({ browser, workspace, drive }) => {
  await makeFolder(workspace, drive.id);
  await using window = await openApart(browser, workspace.owner, { address: `/d/${drive.id}` });
  const { page } = window;
  await expect(page.getByRole("treeitem", { name: "Papers" })).toBeVisible();
  const bytes = Buffer.from("Jonas, Mara");
  await page.route(uploadAddress, async (route) => {
    // The bytes of a file are not part of what a route sees.
    await route.fetch({ postData: bytes });
    await route.abort();
  });
  await dropFiles(page.getByRole("tree"), [{ name: "rota.txt", bytes }]);
  await expect(uploadsIn(page).getByText("Failed: The connection broke.", { exact: false })).toBeVisible();
  await page.unroute(uploadAddress);
  await page.getByRole("button", { name: "Try again to upload rota.txt" }).click();
  await expect(uploadsIn(page).getByRole("button", { name: "Open rota.txt" })).toBeVisible();
  const { items } = await workspace.owner.client.call("pages.list", { driveId: drive.id });
  expect(items.map(({ title }) => title)).toEqual(["Papers", "rota.txt"]);
});

test("what was uploaded stands in the tree although nothing arrives live", async ({ browser, workspace, drive }) => {
  await makeFolder(workspace, drive.id);
  await using window = await openApart(browser, workspace.owner, {
    address: `/d/${drive.id}`,
    prepare: async (context) => {
      await context.routeWebSocket(/socket\.io/, (socket) => socket.close());
      await context.route(/socket\.io/, (route) => route.abort());
    },
  });
  const { page } = window;
  await expect(page.getByText("Offline — the server cannot be reached", { exact: false })).toBeVisible();
  await dropFiles(page.getByRole("tree"), [{ name: "alone.txt", bytes: Buffer.from("no events") }]);
  await expect(page.getByRole("treeitem", { name: "alone.txt" })).toBeVisible();
});

test("a folder among dropped files is left out, and a notice says so", async ({ workspace, drive, openWindow }) => {
  await makeFolder(workspace, drive.id);
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(page.getByRole("treeitem", { name: "Papers" })).toBeVisible();
  await dropFiles(page.getByRole("tree"), [{ name: "kept.txt", bytes: Buffer.from("kept") }, { name: "Holiday" }]);
  await expect(page.getByText("The folder was left out")).toBeVisible();
  await expect(page.getByRole("treeitem", { name: "kept.txt" })).toBeVisible();
});

test("a file dropped beside the places for files leaves the page open and says where they go", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { id } = await workspace.owner.client.call("pages.create", {
    driveId: drive.id,
    type: "document",
    title: "Open page",
  });
  const page = await openWindow(workspace.owner, `/d/${drive.id}/p/${id}`);
  const editor = page.locator(".ProseMirror[contenteditable=true]");
  await expect(editor).toBeVisible();
  await editor.click();
  await page.keyboard.type("Still here");
  await dropFiles(page.locator("main header"), [{ name: "astray.txt", bytes: Buffer.from("astray") }]);
  await expect(page.getByText("Nothing was uploaded").first()).toBeVisible();
  await expect(editor).toHaveText("Still here");
  await dropFiles(editor, [{ name: "kept.txt", bytes: Buffer.from("kept") }]);
  await expect(editor.getByRole("link", { name: "kept.txt" })).toBeVisible();
  await expect(editor).toContainText("Still here");
  expect(page.context().pages()).toHaveLength(1);
});

test("closing the window while a file is uploaded asks first", async ({ workspace, drive, openWindow }) => {
  await makeFolder(workspace, drive.id);
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await page.getByRole("treeitem", { name: "Papers" }).click();
  const session = await page.context().newCDPSession(page);
  await throttle(session, slowUpload);
  await dropFiles(page.getByRole("tree"), [{ name: "Long.bin", bytes: Buffer.alloc(4_000_000, "a") }]);
  await expect(uploadsIn(page).getByRole("progressbar")).toBeVisible();
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await throttle(session, -1);
  await expect(uploadsIn(page).getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByRole("treeitem", { name: "Long.bin" })).toBeVisible();
});
