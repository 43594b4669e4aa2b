import { AxeBuilder } from "@axe-core/playwright";
import { makeDocx } from "#services/tests/fixtures/make-docx.ts";
import { makePdf } from "#services/tests/fixtures/make-pdf.ts";
import { dropFiles } from "./drop-files.ts";
import { expect, test } from "./fixtures.ts";

test("a PDF and a Word file dropped on the tree become pages whose words are found", async ({
  workspace,
  drive,
  openWindow,
}) => {
  await workspace.owner.client.call("pages.create", { driveId: drive.id, type: "folder", title: "Papers" });
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(page.getByRole("treeitem", { name: "Papers" })).toBeVisible();
  await dropFiles(page.getByRole("tree"), [
    { name: "Safety sheet.pdf", bytes: makePdf(["Wear gloves near the zirconium table"]) },
    { name: "Rota.docx", bytes: makeDocx(["Jonas keeps the rota", "Bring rhubarb"]) },
    { name: "Drawing.pdf", bytes: makePdf([""]) },
  ]);
  await expect(page.getByRole("treeitem", { name: "Safety sheet.pdf" })).toBeVisible();
  await page.getByRole("treeitem", { name: "Rota.docx" }).click();
  await expect(page.getByText("Bring rhubarb")).toBeVisible();
  await page.getByRole("treeitem", { name: "Drawing.pdf" }).click();
  await expect(page.getByText("No text was found in this file.")).toBeVisible();
  await page.getByRole("treeitem", { name: "Safety sheet.pdf" }).click();
  await expect(page.getByText("Wear gloves near the zirconium table")).toBeVisible();
  await expect(page.getByText("PDF document")).toBeVisible();
  const find = (query: string) => workspace.owner.client.call("search.query", { query, driveId: drive.id });
  await expect
    .poll(async () => (await find("zirconium")).items.map(({ title }) => title))
    .toEqual(["Safety sheet.pdf"]);
  await expect.poll(async () => (await find("rhubarb")).items.map(({ title }) => title)).toEqual(["Rota.docx"]);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("Safety sheet.pdf");
  const { violations } = await new AxeBuilder({ page }).include("main").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});

test("a damaged PDF says why it cannot be read, is tried again and still downloads", async ({
  workspace,
  drive,
  openWindow,
}) => {
  await workspace.owner.client.call("pages.create", { driveId: drive.id, type: "folder", title: "Papers" });
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(page.getByRole("treeitem", { name: "Papers" })).toBeVisible();
  const bytes = makePdf(["Never read"]).subarray(0, 120);
  await dropFiles(page.getByRole("tree"), [{ name: "broken.pdf", bytes }]);
  await page.getByRole("treeitem", { name: "broken.pdf" }).click();
  const failure = page.getByText("The text could not be read.");
  await expect(failure).toBeVisible();
  await expect(page.getByRole("paragraph").filter({ has: failure })).toHaveText(/could not be read\. \S.+/);
  await expect(page.getByText("The file itself is stored and can be downloaded.")).toBeVisible();
  const tried = page.waitForResponse(/\/reprocess$/);
  await page.getByRole("button", { name: "Try again" }).click();
  expect((await tried).ok()).toBe(true);
  await expect(failure).toBeVisible();
  const { items } = await workspace.owner.client.call("pages.list", { driveId: drive.id });
  const pageId = items.find(({ title }) => title === "broken.pdf")?.id ?? "";
  const answer = await page.request.get(
    workspace.owner.origin +
      workspace.owner.client.address("files.download", { pageId }).replace(workspace.owner.origin, ""),
  );
  expect(Buffer.compare(await answer.body(), bytes)).toBe(0);
});

test("a picture shows its preview", async ({ workspace, drive, openWindow }) => {
  const page = await openWindow(workspace.owner, `/d/${drive.id}`);
  const bytes = await page.screenshot();
  await dropFiles(page.getByRole("region", { name: drive.name }), [{ name: "window.png", bytes }]);
  await page.getByRole("treeitem", { name: "window.png" }).click();
  const preview = page.getByRole("img", { name: "Preview of window.png" });
  await expect(preview).toBeVisible();
  await expect(preview).toHaveAttribute("data-shown", "true");
  expect(await preview.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth)).toBeGreaterThan(0);
});
