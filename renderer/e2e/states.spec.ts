import { createVisitor } from "#services/tests/stack/person.ts";
import { createDocument, openApart, stateOf } from "./document-window.ts";
import { expect, test } from "./fixtures.ts";

/** What the server says when something on its side does not work. */
const refusal = {
  status: 503,
  json: { error: { code: "unavailable", message: "The server is busy for a moment.", requestId: "r1" } },
};

test("a folder's list and the trash that could not be read are read again by a button", async ({
  browser,
  workspace,
  drive,
}) => {
  const { client } = workspace.owner;
  const folder = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Papers" });
  const place = { driveId: drive.id, parentId: folder.id } as const;
  await client.call("pages.create", { ...place, type: "folder", title: "Inside" });
  const gone = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Thrown away" });
  await client.call("pages.trash", { pageId: gone.id });
  const inside = /\/api\/pages(\?.*parentId|\/list-many)/;
  const trashed = /\/api\/pages\?.*trashed/;
  await using window = await openApart(browser, workspace.owner, {
    address: `/d/${drive.id}/p/${folder.id}`,
    prepare: async (context) => {
      for (const list of [inside, trashed]) await context.route(list, (route) => route.fulfill(refusal));
    },
  });
  const main = window.page.getByRole("main");
  await expect(main.getByText("The pages could not be read.")).toBeVisible();
  await expect(main.getByText("The server is busy for a moment.")).toBeVisible();
  await window.page.context().unroute(inside);
  await main.getByRole("button", { name: "Try again" }).click();
  await expect(main.getByRole("link", { name: /Inside/ })).toBeVisible();
  await window.page.getByRole("link", { name: "Trash" }).click();
  await expect(main.getByText("The trash could not be read")).toBeVisible();
  await window.page.context().unroute(trashed);
  await main.getByRole("button", { name: "Try again" }).click();
  await expect(main.getByText("Thrown away")).toBeVisible();
});

test("an invite that cannot be read because the server is away is not called broken, and is tried again", async ({
  browser,
  workspace,
  drive,
}) => {
  const { url } = await workspace.owner.client.call("invites.create", { driveId: drive.id, role: "viewer" });
  const reading = /\/api\/invites\/read/;
  await using window = await openApart(browser, createVisitor(workspace.owner.origin), {
    address: new URL(url).pathname + new URL(url).hash,
    prepare: async (context) => void (await context.route(reading, (route) => route.abort())),
  });
  await expect(window.page.getByText("This invite could not be read")).toBeVisible();
  await expect(window.page.getByText("This invite does not work")).toHaveCount(0);
  await window.page.context().unroute(reading);
  await window.page.getByRole("button", { name: "Try again" }).click();
  await expect(window.page.getByRole("heading", { name: `Join ${drive.name}` })).toBeVisible();
});

test("the settings say when the list of sessions could not be read, and read it again", async ({
  browser,
  workspace,
  drive,
}) => {
  const reading = /\/api\/sessions$/;
  await using window = await openApart(browser, workspace.owner, {
    address: `/d/${drive.id}`,
    prepare: async (context) => void (await context.route(reading, (route) => route.fulfill(refusal))),
  });
  await expect(window.page.getByRole("heading", { name: drive.name })).toBeVisible();
  await window.page.keyboard.press("ControlOrMeta+Comma");
  const settings = window.page.getByRole("dialog", { name: "Settings" });
  await expect(settings.getByText("This list could not be read")).toBeVisible();
  await window.page.context().unroute(reading);
  await settings.getByRole("button", { name: "Try again" }).click();
  await expect(settings.getByText("This browser")).toBeVisible();
});

test("a file whose details did not come is not called saved", async ({ browser, workspace, drive }) => {
  const { id } = await createDocument(workspace.owner, drive.id, { title: "Neighbour" });
  const answer = await fetch(workspace.owner.client.address("files.upload", { driveId: drive.id, name: "note.txt" }), {
    method: "POST",
    body: "A note.",
    headers: {
      cookie: workspace.owner.cookie(),
      origin: workspace.owner.origin,
      "content-type": "application/octet-stream",
    },
  });
  expect(answer.ok).toBe(true);
  const details = /\/api\/files\/[^/]+\/details/;
  await using window = await openApart(browser, workspace.owner, {
    address: `/d/${drive.id}/p/${id}`,
    prepare: async (context) => void (await context.route(details, (route) => route.fulfill(refusal))),
  });
  await window.page.getByRole("treeitem", { name: "note.txt" }).click();
  await expect(window.page.getByText("This file could not be opened")).toBeVisible();
  await window.page.context().unroute(details);
  await window.page.getByRole("button", { name: "Try again" }).click();
  await expect(window.page.getByText("This file could not be opened")).toHaveCount(0);
  await expect(window.page.getByRole("heading", { name: "Text in this file" })).toBeVisible();
  await expect(stateOf(window.page)).toHaveCount(0);
});
