import { expect, test } from "./fixtures.ts";

test("Mod-K finds a page by a word of its text, shows it and opens it", async ({ workspace, drive, openWindow }) => {
  const { client } = workspace.owner;
  const page = await client.call("pages.create", { driveId: drive.id, type: "document", title: "Programme" });
  await client.call("documents.replace", { pageId: page.id, markdown: "Labs use **litmuspaper** on Monday." });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  const palette = window.getByRole("dialog", { name: "Search and commands" });
  await expect(async () => {
    await palette.getByRole("combobox").fill("");
    await palette.getByRole("combobox").fill("litmuspaper");
    await expect(palette.locator("mark")).toHaveText("litmuspaper", { timeout: 1_000 });
  }).toPass();
  await window.keyboard.press("ControlOrMeta+Enter");
  await expect(window.getByRole("navigation", { name: "Open pages", includeHidden: true })).toContainText("Programme");
  await window.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
  await expect(window).toHaveURL(new RegExp(page.id));
});

test("Enter opens the first hit of a palette that was typed into while it opened", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const page = { driveId: drive.id, type: "folder", title: "Marmalade" } as const;
  await workspace.owner.client.call("pages.create", page);
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("treeitem", { name: "Marmalade" })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  await window.keyboard.type("marmal", { delay: 50 });
  await expect(window.getByRole("option", { name: /Marmalade/ })).toBeVisible();
  await window.keyboard.press("Enter");
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Marmalade");
});

test("a command is found by the beginnings of its words and run, by keys that come before the palette too", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  await expect(window.getByRole("combobox")).toBeFocused();
  await window.keyboard.type("dark th");
  await expect(window.getByRole("option", { name: "Dark theme" })).toBeVisible();
  await window.keyboard.press("Enter");
  await expect(window.locator("html")).toHaveAttribute("data-theme", "dark");

  const held: (() => void)[] = [];
  await window.route(/\/palette[^/]*\.js/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await window.reload();
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+p");
  await window.keyboard.type("light th");
  await window.keyboard.press("Enter");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  for (const release of held) release();
  await expect(window.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(window.getByRole("dialog")).toHaveCount(0);
});

test("Esc closes the palette and nothing is found for nonsense", async ({ workspace, drive, openWindow }) => {
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("heading", { name: drive.name })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  await expect(window.getByRole("combobox")).toBeFocused();
  await window.keyboard.type("qqzzxxyy");
  await expect(window.getByText("Nothing found for “qqzzxxyy”")).toBeVisible();
  await window.keyboard.press("Escape");
  await expect(window.getByRole("dialog")).toHaveCount(0);
});

test("what is typed right after Mod-K goes into the palette, and Esc gives the focus back to the text", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  const page = await client.call("pages.create", { driveId: drive.id, type: "document", title: "Quick" });
  await client.call("documents.replace", { pageId: page.id, markdown: "body" });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  const held: (() => void)[] = [];
  await window.route(/\/palette[^/]*\.js/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await window.goto(`${workspace.stack.origin}/d/${drive.id}/p/${page.id}`);
  // The first paint looks the same, but only the editor that takes its place can have the focus given back.
  const text = window.locator(".ProseMirror[contenteditable=true]");
  await expect(text).toHaveText("body");
  await text.click();
  await window.keyboard.press("End");
  // The browser tells the editor of the caret some time after the key.
  await expect.poll(() => window.evaluate(() => document.getSelection()?.anchorOffset)).toBe("body".length);
  await window.keyboard.press("ControlOrMeta+k");
  await window.keyboard.type("zan");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  for (const release of held) release();
  await window.keyboard.type("zibar");
  const field = window.getByRole("dialog", { name: "Search and commands" }).getByRole("combobox");
  await expect(field).toHaveValue("zanzibar");
  await window.keyboard.type("!");
  await expect(field).toHaveValue("zanzibar!");
  await window.keyboard.press("Escape");
  await expect(text).toBeFocused();
  await window.keyboard.type(" goes on");
  await expect(text).toHaveText("body goes on");
});

test("Enter right after typing opens what was typed for, not what was found before", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  for (const title of ["Barometer", "Thermometer"]) {
    await client.call("pages.create", { driveId: drive.id, type: "folder", title });
  }
  const found = async (query: string) =>
    (await client.call("search.query", { query, driveId: drive.id })).items.map(({ title }) => title);
  await expect.poll(() => found("thermometer")).toEqual(["Thermometer"]);
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("treeitem", { name: "Barometer" })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  const palette = window.getByRole("dialog", { name: "Search and commands" });
  await palette.getByRole("combobox").fill("barometer");
  await expect(palette.getByRole("option", { name: /Barometer/ })).toBeVisible();
  const held: (() => void)[] = [];
  await window.route(/\/api\/search/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await palette.getByRole("combobox").fill("thermometer");
  await window.keyboard.press("Enter");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await expect(palette).toBeVisible();
  for (const release of held) release();
  await expect(palette).toHaveCount(0);
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Thermometer");
});

test("Mod-click on a line of the palette opens the page in a tab and leaves the palette open", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  const { id } = await client.call("pages.create", { driveId: drive.id, type: "folder", title: "Seismograph" });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("treeitem", { name: "Seismograph" })).toBeVisible();
  await window.keyboard.press("ControlOrMeta+k");
  const palette = window.getByRole("dialog", { name: "Search and commands" });
  await expect(async () => {
    await palette.getByRole("combobox").fill("");
    await palette.getByRole("combobox").fill("seismograph");
    await expect(palette.getByRole("option", { name: /Seismograph/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await palette.getByRole("option", { name: /Seismograph/ }).click({ modifiers: ["ControlOrMeta"] });
  await expect(window.getByRole("navigation", { name: "Open pages", includeHidden: true })).toContainText(
    "Seismograph",
  );
  await expect(palette).toBeVisible();
  await expect(window).not.toHaveURL(new RegExp(id));
});
