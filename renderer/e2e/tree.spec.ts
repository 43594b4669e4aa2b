import type { Page } from "@playwright/test";
import { editorOf } from "./document-window.ts";
import { expect, test, type Workspace } from "./fixtures.ts";

async function make(workspace: Workspace, driveId: string, ...titles: string[]) {
  const pages = [];
  for (const title of titles) {
    pages.push(await workspace.owner.client.call("pages.create", { driveId, type: "folder", title }));
  }
  return pages;
}

function row(window: Page, name: string) {
  return window.getByRole("treeitem", { name, exact: true });
}

async function titles(window: Page): Promise<string[]> {
  return await window
    .getByRole("treeitem")
    .evaluateAll((rows) =>
      rows
        .toSorted((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        .map((one) => `${one.getAttribute("aria-level")} ${one.getAttribute("aria-label")}`),
    );
}

test("a page is made from the sidebar, named and shown", async ({ workspace, drive, openWindow }) => {
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await window.getByRole("button", { name: "New page" }).first().click();
  await window.getByRole("menuitem", { name: "New folder" }).click();
  await window.getByLabel("New title").fill("Science week");
  await window.keyboard.press("Enter");
  await expect(row(window, "Science week")).toBeVisible();
  await row(window, "Science week").click();
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Science week");
  await expect(window).toHaveTitle(/Science week/);
});

test("F2 renames in place and Esc leaves the title alone", async ({ workspace, drive, openWindow }) => {
  await make(workspace, drive.id, "Draft");
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await row(window, "Draft").focus();
  await window.keyboard.press("F2");
  await window.getByLabel("New title").fill("Dropped");
  await window.keyboard.press("Escape");
  await expect(row(window, "Draft")).toBeFocused();
  await window.keyboard.press("F2");
  await window.getByLabel("New title").fill("Final");
  await window.keyboard.press("Enter");
  await expect(row(window, "Final")).toBeFocused();
  await expect
    .poll(async () =>
      (await workspace.owner.client.call("pages.list", { driveId: drive.id })).items.map(({ title }) => title),
    )
    .toEqual(["Final"]);
});

test("arrows, typing and Enter find and open a page", async ({ workspace, drive, openWindow }) => {
  const [folder] = await make(workspace, drive.id, "Alpha", "Beta", "Gamma");
  await workspace.owner.client.call("pages.create", {
    driveId: drive.id,
    parentId: folder?.id ?? null,
    type: "folder",
    title: "Inside",
  });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await row(window, "Alpha").focus();
  await window.keyboard.press("ArrowRight");
  await expect(row(window, "Inside")).toBeVisible();
  await window.keyboard.press("ArrowRight");
  await expect(row(window, "Inside")).toBeFocused();
  await window.keyboard.press("ArrowLeft");
  await expect(row(window, "Alpha")).toBeFocused();
  await window.keyboard.press("g");
  await expect(row(window, "Gamma")).toBeFocused();
  await window.keyboard.press("Enter");
  await expect(row(window, "Gamma")).toHaveAttribute("aria-current", "page");
  await window.reload();
  await expect(row(window, "Inside")).toBeVisible();
});

test("Delete trashes, the toast undoes it, the trash restores and deletes for ever", async ({
  workspace,
  drive,
  openWindow,
}) => {
  await make(workspace, drive.id, "Kept", "Wrong");
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await row(window, "Wrong").focus();
  await window.keyboard.press("Delete");
  await expect(row(window, "Wrong")).toHaveCount(0);
  await window.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row(window, "Wrong")).toBeVisible();

  await row(window, "Wrong").click({ button: "right" });
  await window.getByRole("menuitem", { name: "Move to trash" }).click();
  await window.getByRole("link", { name: "Trash" }).click();
  const listed = window.getByRole("listitem").filter({ hasText: "Wrong" });
  await listed.getByRole("button", { name: "Restore" }).click();
  await expect(row(window, "Wrong")).toBeVisible();
  await expect(window.getByText("The trash is empty")).toBeVisible();

  await row(window, "Wrong").focus();
  await window.keyboard.press("Delete");
  await listed.getByRole("button", { name: "Delete for ever" }).click();
  await window.getByRole("dialog").getByRole("button", { name: "Delete for ever" }).click();
  await expect(window.getByText("The trash is empty")).toBeVisible();
});

test("dragging reorders with a line between rows and nests on a row", async ({ workspace, drive, openWindow }) => {
  await make(workspace, drive.id, "One", "Two", "Three");
  const stored = async () =>
    (await workspace.owner.client.call("pages.list", { driveId: drive.id })).items.map(({ title }) => title);
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect.poll(() => titles(window)).toEqual(["1 One", "1 Two", "1 Three"]);
  await row(window, "Three").dragTo(row(window, "One"), { targetPosition: { x: 60, y: 3 } });
  await expect.poll(() => titles(window)).toEqual(["1 Three", "1 One", "1 Two"]);
  await expect.poll(stored).toEqual(["Three", "One", "Two"]);
  // While a page is dragged, only the row that would take it is marked.
  const boxOf = async (name: string) => (await row(window, name).boundingBox()) ?? { x: 0, y: 0 };
  const [from, onto] = [await boxOf("Two"), await boxOf("Three")];
  await window.mouse.move(from.x + 60, from.y + 14);
  await window.mouse.down();
  await window.mouse.move(onto.x + 60, onto.y + 20, { steps: 5 });
  await window.mouse.move(onto.x + 60, onto.y + 14, { steps: 5 });
  await expect(row(window, "Three")).toHaveAttribute("data-drop", "true");
  const marked = () =>
    window
      .getByRole("treeitem")
      .evaluateAll((rows) =>
        rows
          .filter((one) => getComputedStyle(one).backgroundColor !== "rgba(0, 0, 0, 0)")
          .map((one) => one.getAttribute("aria-label")),
      );
  await expect.poll(marked).toEqual(["Three"]);
  await window.mouse.move(from.x + 500, from.y);
  await window.mouse.up();
  await row(window, "Two").dragTo(row(window, "One"), { targetPosition: { x: 60, y: 14 } });
  await expect.poll(() => titles(window)).toEqual(["1 Three", "1 One"]);
  await expect.poll(stored).toEqual(["Three", "One"]);
  await expect(row(window, "One")).toHaveAttribute("aria-expanded", "false");
  // The focus of the row that went goes to the first one.
  await expect(row(window, "Three")).toBeFocused();
  await row(window, "One").focus();
  await window.keyboard.press("ArrowRight");
  await expect.poll(() => titles(window)).toEqual(["1 Three", "1 One", "2 Two"]);
});

test("hundreds of pages keep the tree light", async ({ workspace, drive, openWindow }) => {
  test.slow();
  const count = 600;
  for (let made = 0; made < count; made += 20) {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        workspace.owner.client.call("pages.create", {
          driveId: drive.id,
          type: "folder",
          title: `Page ${String(made + index).padStart(4, "0")}`,
        }),
      ),
    );
  }
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await expect(window.getByRole("treeitem").first()).toBeVisible();
  expect(await window.getByRole("treeitem").count()).toBeLessThanOrEqual(60);
  await window.getByRole("treeitem").first().focus();
  await window.keyboard.press("End");
  await expect(window.locator("[role=treeitem][aria-posinset='600']")).toBeFocused();
});

test("a page that goes with what is below it leaves the focus in the tree", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  const [parent, next] = await make(workspace, drive.id, "Parent", "Next", "Last");
  await client.call("pages.create", {
    driveId: drive.id,
    parentId: parent?.id ?? null,
    type: "folder",
    title: "Child",
  });
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await row(window, "Parent").focus();
  await window.keyboard.press("ArrowRight");
  await expect(row(window, "Child")).toBeVisible();
  await window.keyboard.press("Delete");
  await expect(row(window, "Parent")).toHaveCount(0);
  await expect(row(window, "Next")).toBeFocused();
  await client.call("pages.trash", { pageId: next?.id ?? "" });
  await expect(row(window, "Next")).toHaveCount(0);
  await expect(row(window, "Last")).toHaveAttribute("tabindex", "0");
});

test("the arrows work again after a file was dragged across the tree and away", async ({
  workspace,
  drive,
  openWindow,
}) => {
  await make(workspace, drive.id, "One", "Two");
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  const files = await window.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["x"], "x.txt"));
    return transfer;
  });
  for (const kind of ["dragenter", "dragover", "dragleave"]) {
    await row(window, "One").dispatchEvent(kind, { dataTransfer: files });
  }
  await row(window, "One").focus();
  await window.keyboard.press("ArrowDown");
  await expect(row(window, "Two")).toBeFocused();
});

test("a new folder is named where the tree is hidden or its parent closed", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const [parent] = await make(workspace, drive.id, "Parent");
  const child = { driveId: drive.id, parentId: parent?.id ?? null, type: "folder", title: "Child" } as const;
  await workspace.owner.client.call("pages.create", child);
  const narrow = await openWindow(workspace.owner, `/d/${drive.id}`, { width: 390 });
  await narrow.getByRole("main").getByRole("button", { name: "New folder" }).click();
  await narrow.getByLabel("New title").fill("At the root");
  await narrow.keyboard.press("Enter");
  await expect(narrow.getByRole("treeitem", { name: "At the root" })).toBeVisible();

  const wide = await openWindow(workspace.owner, `/d/${drive.id}`);
  await wide.getByRole("treeitem", { name: "Parent" }).click({ button: "right" });
  await wide.getByRole("menuitem", { name: "New folder inside" }).click();
  await wide.getByLabel("New title").fill("Inside");
  await wide.keyboard.press("Enter");
  await expect(wide.getByRole("treeitem", { name: "Inside" })).toBeVisible();
});

test("titles keep their room however deep they stand", async ({ workspace, drive, openWindow }) => {
  let parentId: string | null = null;
  for (let depth = 1; depth <= 20; depth += 1) {
    const title = `Level ${depth}`;
    const { id }: { id: string } = await workspace.owner.client.call("pages.create", {
      ...{ driveId: drive.id, parentId, title },
      type: "folder",
    });
    parentId = id;
  }
  const window = await openWindow(workspace.owner, `/d/${drive.id}/p/${parentId}`);
  const deepest = row(window, "Level 20");
  await expect(deepest).toBeVisible();
  const [title, sidebar] = await Promise.all([
    deepest.getByText("Level 20").boundingBox(),
    window.getByRole("tree").boundingBox(),
  ]);
  expect(title?.width).toBeGreaterThan(40);
  expect((title?.x ?? 0) + 40).toBeLessThan((sidebar?.x ?? 0) + (sidebar?.width ?? 0));
});

test("a page moves to where a word leads, without dragging, and back by Undo", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const longTitle = "Archive of everything that was ever written down by anyone who was here";
  const [archive] = await make(workspace, drive.id, longTitle, "Report", "Last");
  const inner = { driveId: drive.id, parentId: archive?.id ?? null, type: "folder", title: "Year 2026" } as const;
  await workspace.owner.client.call("pages.create", inner);
  const window = await openWindow(workspace.owner, `/d/${drive.id}`);
  await row(window, "Report").focus();
  await window.keyboard.press("Shift+F10");
  await window.getByRole("menuitem", { name: "Move to…" }).press("Enter");
  const dialog = window.getByRole("dialog", { name: "Move “Report”" });
  await expect(dialog.getByRole("combobox", { name: "Where to" })).toBeFocused();
  await expect(dialog.getByRole("listbox").getByRole("option")).toHaveText([longTitle, "Last"]);
  await window.keyboard.type("year");
  await expect(dialog.getByRole("listbox").getByRole("option")).toHaveText([`Year 2026${longTitle}`]);
  // A long way leaves its beginning out, and the page's own title stands whole.
  const isWhole = (text: string) =>
    dialog
      .getByText(text, { exact: true })
      .first()
      .evaluate((one) => {
        const cut = one.closest(".truncate");
        return cut !== null && cut.scrollWidth <= cut.clientWidth;
      });
  expect([await isWhole("Year 2026"), await isWhole(longTitle)]).toEqual([true, false]);
  await window.keyboard.press("Enter");
  await expect(window.getByText("“Report” moved to “Year 2026”")).toBeVisible();
  await expect.poll(() => titles(window)).toEqual([`1 ${longTitle}`, "1 Last"]);
  await window.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => titles(window)).toEqual([`1 ${longTitle}`, "1 Report", "1 Last"]);
});

test("a long way down folds its middle into a menu", async ({ workspace, drive, openWindow }) => {
  let parentId: string | null = null;
  for (const title of ["First", "Second", "Third", "Fourth", "Here"]) {
    const { id }: { id: string } = await workspace.owner.client.call("pages.create", {
      ...{ driveId: drive.id, parentId, title },
      type: "folder",
    });
    parentId = id;
  }
  const window = await openWindow(workspace.owner, `/d/${drive.id}/p/${parentId}`);
  const way = window.getByRole("navigation", { name: "Where this page stands" });
  await expect(way.getByRole("link")).toHaveText(["First", "Fourth"]);
  await way.getByRole("button", { name: "Pages in between" }).click();
  await expect(window.getByRole("menuitem")).toHaveText(["Second", "Third"]);
  await window.getByRole("menuitem", { name: "Third" }).click();
  await expect(window.getByLabel("Title of the folder")).toHaveValue("Third");
});

test("the current page is in sight after a reload and after it moved, and its title is F2 away while writing", async ({
  workspace,
  drive,
  openWindow,
}) => {
  const { client } = workspace.owner;
  const [first] = await make(workspace, drive.id, "Aa first", ...Array.from({ length: 45 }, (_, i) => `Folder ${i}`));
  const [last] = await make(workspace, drive.id, "Zz last");
  const notes = await client.call("pages.create", {
    ...{ driveId: drive.id, parentId: last?.id ?? null, title: "Notes" },
    type: "document",
  });
  const window = await openWindow(workspace.owner, `/d/${drive.id}/p/${notes.id}`);
  await expect(row(window, "Notes")).toBeInViewport();
  await window.reload();
  await expect(row(window, "Notes")).toBeInViewport();

  // A title far away is typed right after End.
  await row(window, "Notes").focus();
  await window.keyboard.press("End");
  await window.keyboard.type("aa f");
  await expect(row(window, "Aa first")).toBeFocused();
  await expect(row(window, "Aa first")).toBeInViewport();

  await client.call("pages.move", { pageId: notes.id, parentId: first?.id ?? null, beforeId: null });
  await expect(row(window, "Notes")).toBeInViewport();

  await editorOf(window).click();
  await window.keyboard.type("Words.");
  await window.keyboard.press("F2");
  await window.keyboard.press("Escape");
  await window.keyboard.type(" More.");
  await expect(editorOf(window)).toContainText("Words. More.");
  await window.keyboard.press("F2");
  await window.keyboard.type("Minutes");
  await expect(window).toHaveTitle(/Minutes/);
  await window.keyboard.press("ControlOrMeta+s");
  await expect(window.getByText(/^Saved already/)).toBeVisible();
});
