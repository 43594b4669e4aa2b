import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pagePermissions, pages } from "#services/database/schema/pages.ts";
import { createId } from "#services/platform/uuid-v7.ts";
import { createTestDatabase, type TestDatabase } from "#services/tests/database/create-test-database.ts";
import { startTestWeb, type TestPerson, type TestWeb } from "#services/web/testing/test-web.ts";

let database: TestDatabase;
let web: TestWeb;
let ada: TestPerson;

beforeAll(async () => {
  database = await createTestDatabase();
  web = await startTestWeb(database.url);
  ada = await web.addPerson("Ada");
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

function create(driveId: string, title: string, parentId?: string) {
  return web.call("pages.create", { driveId, type: "folder", title, ...(parentId ? { parentId } : {}) }, ada);
}

async function titlesIn(driveId: string, parentId?: string): Promise<string[]> {
  const listed = await web.call("pages.list", { driveId, ...(parentId ? { parentId } : {}) }, ada);
  return listed.items.map((page) => page.title);
}

describe("the tree", () => {
  it("lists children in the order they were made, page by page", async () => {
    const driveId = await web.addDrive(ada);
    for (const title of ["a", "b", "c", "d", "e"]) await create(driveId, title);
    const first = await web.call("pages.list", { driveId, limit: 2 }, ada);
    const second = await web.call("pages.list", { driveId, limit: 2, cursor: first.nextCursor ?? "" }, ada);
    const third = await web.call("pages.list", { driveId, limit: 2, cursor: second.nextCursor ?? "" }, ada);
    const titles = [...first.items, ...second.items, ...third.items].map((page) => page.title);
    expect(titles).toEqual(["a", "b", "c", "d", "e"]);
    expect(third.nextCursor).toBeNull();
  });

  it("moves a page before a sibling and into another page", async () => {
    const driveId = await web.addDrive(ada);
    const [a, b, c] = [await create(driveId, "a"), await create(driveId, "b"), await create(driveId, "c")];
    await web.call("pages.move", { pageId: c.id, parentId: null, beforeId: a.id }, ada);
    expect(await titlesIn(driveId)).toEqual(["c", "a", "b"]);
    await web.call("pages.move", { pageId: a.id, parentId: b.id }, ada);
    expect(await titlesIn(driveId)).toEqual(["c", "b"]);
    expect(await titlesIn(driveId, b.id)).toEqual(["a"]);
    const { items } = await web.call("pages.list", { driveId }, ada);
    expect(items.map((page) => page.hasChildren)).toEqual([false, true]);
    const read = await web.call("pages.read", { pageId: a.id }, ada);
    expect(read.breadcrumb.map((page) => page.title)).toEqual(["b"]);
  });

  it("shows a page where it is, also before this instance has heard that another one moved it", async () => {
    const driveId = await web.addDrive(ada);
    const [from, to] = [await create(driveId, "from"), await create(driveId, "to")];
    const page = await create(driveId, "page", from.id);
    const read = () => web.call("pages.read", { pageId: page.id }, ada);
    expect((await read()).breadcrumb.map(({ title }) => title)).toEqual(["from"]);
    const moved = { parentId: to.id, ancestorIds: [to.id] };
    await web.db.update(pages).set(moved).where(eq(pages.id, page.id));
    expect(await read()).toMatchObject({ parentId: to.id, breadcrumb: [{ title: "to" }] });
    // A row that contradicts itself is refused; it is not read again without end.
    await web.db.update(pages).set({ parentId: from.id }).where(eq(pages.id, page.id));
    await expect(read()).rejects.toMatchObject({ code: "unavailable" });
  });

  it("refuses to move a page into itself or below itself", async () => {
    const driveId = await web.addDrive(ada);
    const top = await create(driveId, "top");
    const below = await create(driveId, "below", top.id);
    for (const parentId of [top.id, below.id]) {
      await expect(web.call("pages.move", { pageId: top.id, parentId }, ada)).rejects.toMatchObject({
        code: "conflict",
      });
    }
  });

  it("refuses a parent of another drive as if it were not there", async () => {
    const driveId = await web.addDrive(ada);
    const otherId = await web.addDrive(ada);
    const page = await create(driveId, "page");
    const elsewhere = await create(otherId, "elsewhere");
    await expect(web.call("pages.move", { pageId: page.id, parentId: elsewhere.id }, ada)).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("keeps a well-formed tree under any sequence of moves", async () => {
    const driveId = await web.addDrive(ada);
    const ids: string[] = [];
    for (let index = 0; index < 7; index++) ids.push((await create(driveId, `p${index}`)).id);
    const move = fc.tuple(fc.nat(6), fc.option(fc.nat(6)), fc.option(fc.nat(6)));
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 12 }), async (moves) => {
        for (const [page, parent, before] of moves) {
          const pageId = ids[page] ?? "";
          const parentId = parent === null ? null : (ids[parent] ?? null);
          const beforeId = before === null ? null : (ids[before] ?? null);
          await web.call("pages.move", { pageId, parentId, beforeId }, ada).catch((error) => {
            expect(error).toMatchObject({ code: "conflict" });
          });
        }
        const seen: string[] = [];
        const walk = async (parentId: string | undefined, path: readonly string[]): Promise<void> => {
          const { items } = await web.call("pages.list", { driveId, ...(parentId ? { parentId } : {}) }, ada);
          expect(items.map((item) => item.position)).toEqual(items.map((item) => item.position).toSorted());
          for (const item of items) {
            seen.push(item.id);
            const read = await web.call("pages.read", { pageId: item.id }, ada);
            expect(read.breadcrumb.map((page) => page.id)).toEqual(path);
            await walk(item.id, [...path, item.id]);
          }
        };
        await walk(undefined, []);
        expect(seen.toSorted()).toEqual(ids.toSorted());
      }),
      { numRuns: 15 },
    );
  });

  it("lets two people move pages at once without breaking the order", async () => {
    const driveId = await web.addDrive(ada);
    const made = await Promise.all(["a", "b", "c", "d", "e", "f"].map((title) => create(driveId, title)));
    await Promise.all(
      made.map((page, index) =>
        web.call("pages.move", { pageId: page.id, parentId: null, beforeId: made[(index + 1) % 6]?.id }, ada),
      ),
    );
    expect((await titlesIn(driveId)).toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

describe("the trash", () => {
  it("takes a page with all below it and gives exactly those back", async () => {
    const driveId = await web.addDrive(ada);
    const top = await create(driveId, "top");
    const early = await create(driveId, "trashed before", top.id);
    await create(driveId, "child", top.id);
    await web.call("pages.trash", { pageId: early.id }, ada);
    await web.call("pages.trash", { pageId: top.id }, ada);
    expect(await titlesIn(driveId)).toEqual([]);
    const trash = await web.call("pages.list", { driveId, trashed: "true" }, ada);
    expect(trash.items.map((page) => page.title)).toEqual(["top", "trashed before"]);
    expect(trash.items.map((page) => page.inTrash?.pagesBelow)).toEqual([1, 0]);
    expect(Date.parse(trash.items[0]?.inTrash?.since ?? "")).toBeGreaterThan(Date.now() - 60_000);
    await web.call("pages.restore", { pageId: top.id }, ada);
    expect(await titlesIn(driveId)).toEqual(["top"]);
    expect(await titlesIn(driveId, top.id)).toEqual(["child"]);
  });

  it("brings a page back to the nearest place that still exists", async () => {
    const driveId = await web.addDrive(ada);
    const top = await create(driveId, "top");
    const middle = await create(driveId, "middle", top.id);
    const leaf = await create(driveId, "leaf", middle.id);
    await web.call("pages.trash", { pageId: leaf.id }, ada);
    await web.call("pages.trash", { pageId: middle.id }, ada);
    const restored = await web.call("pages.restore", { pageId: leaf.id }, ada);
    expect(restored.parentId).toBe(top.id);
  });

  it("finds a free place when a new page took the old one", async () => {
    const driveId = await web.addDrive(ada);
    const old = await create(driveId, "old");
    await web.call("pages.trash", { pageId: old.id }, ada);
    await create(driveId, "new");
    await web.call("pages.restore", { pageId: old.id }, ada);
    expect((await titlesIn(driveId)).toSorted()).toEqual(["new", "old"]);
  });

  it("deletes for ever only what is in the trash", async () => {
    const driveId = await web.addDrive(ada);
    const page = await create(driveId, "page");
    await expect(web.call("pages.delete", { pageId: page.id }, ada)).rejects.toMatchObject({ code: "conflict" });
    await web.call("pages.trash", { pageId: page.id }, ada);
    await web.call("pages.delete", { pageId: page.id }, ada);
    await expect(web.call("pages.read", { pageId: page.id }, ada)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("a page of results", () => {
  it("is as long as asked for and misses nothing, however much of the list may not be seen", async () => {
    const viewer = await web.addPerson("Vic");
    const driveId = await web.addDrive(ada);
    await web.addMember(driveId, viewer, "viewer");
    const made: string[] = [];
    for (let index = 0; index < 12; index += 1) made.push((await create(driveId, `p${index}`)).id);
    const hidden = made.filter((_, index) => index % 4 !== 1);
    await web.db.update(pages).set({ accessMode: "restricted" }).where(inArray(pages.id, hidden));
    const first = await web.call("pages.list", { driveId, limit: 2 }, viewer);
    expect(first.items.map((page) => page.id)).toEqual([made[1], made[5]]);
    const second = await web.call("pages.list", { driveId, limit: 2, cursor: first.nextCursor ?? "" }, viewer);
    expect(second).toMatchObject({ items: [{ id: made[9] }], nextCursor: null });
  });

  it("of the trash begins where the one before ended, also when that last page was restored meanwhile", async () => {
    const driveId = await web.addDrive(ada);
    for (const title of ["a", "b", "c"]) {
      const page = await create(driveId, title);
      await web.call("pages.trash", { pageId: page.id }, ada);
    }
    const first = await web.call("pages.list", { driveId, trashed: "true", limit: 1 }, ada);
    expect(first.items.map((page) => page.title)).toEqual(["c"]);
    await web.call("pages.restore", { pageId: first.items[0]?.id ?? "" }, ada);
    const rest = await web.call("pages.list", { driveId, trashed: "true", cursor: first.nextCursor ?? "" }, ada);
    expect(rest.items.map((page) => page.title)).toEqual(["b", "a"]);
  });
});

describe("a rename that says what it was based on", () => {
  it("is refused once a colleague gave another title, with theirs and whose it is", async () => {
    const driveId = await web.addDrive(ada);
    const bob = await web.addPerson("Bob");
    await web.addMember(driveId, bob, "editor");
    const { id: pageId } = await create(driveId, "Plan");
    await web.call("pages.rename", { pageId, title: "Plan of Ada", basedOn: "Plan" }, ada);
    const late = web.call("pages.rename", { pageId, title: "Plan of Bob", basedOn: "Plan" }, bob);
    await expect(late).rejects.toMatchObject({
      code: "conflict",
      details: { title: "Plan of Ada", updatedBy: ada.actor.userId },
    });
    expect((await web.call("pages.read", { pageId }, bob)).title).toBe("Plan of Ada");
    await web.call("pages.rename", { pageId, title: "Plan of both", basedOn: "Plan of Ada" }, bob);
    expect((await web.call("pages.read", { pageId }, ada)).title).toBe("Plan of both");
  });

  it("is done once more without a word when its answer was lost", async () => {
    const driveId = await web.addDrive(ada);
    const { id: pageId } = await create(driveId, "Plan");
    await web.call("pages.rename", { pageId, title: "Plans", basedOn: "Plan" }, ada);
    expect(await web.call("pages.rename", { pageId, title: "Plans", basedOn: "Plan" }, ada)).toMatchObject({
      title: "Plans",
    });
  });
});

describe("rights in the tree", () => {
  it("lets a viewer read but not rename, and tells a stranger nothing", async () => {
    const viewer = await web.addPerson("Vera");
    const stranger = await web.addPerson("Stan");
    const driveId = await web.addDrive(ada);
    await web.addMember(driveId, viewer, "viewer");
    const page = await create(driveId, "page");
    expect((await web.call("pages.read", { pageId: page.id }, viewer)).level).toBe("view");
    const rename = { pageId: page.id, title: "x" };
    await expect(web.call("pages.rename", rename, viewer)).rejects.toMatchObject({ code: "forbidden" });
    await expect(web.call("pages.rename", rename, stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(web.call("pages.list", { driveId }, stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(web.call("pages.create", { driveId, type: "folder", title: "" }, viewer)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a restricted page", () => {
  /** An editor of the drive with edit on a page below a restricted one, which is in the trash too. */
  async function trashedWithItsBorder() {
    const editor = await web.addPerson("Eda");
    const driveId = await web.addDrive(ada);
    await web.addMember(driveId, editor, "editor");
    const border = await create(driveId, "border");
    const inside = await create(driveId, "inside", border.id);
    await web.db.update(pages).set({ accessMode: "restricted" }).where(eq(pages.id, border.id));
    const [pageId, userId] = [inside.id, editor.actor.userId];
    await web.db.insert(pagePermissions).values({ id: createId(), pageId, userId, level: "edit" });
    await web.call("pages.trash", { pageId }, editor);
    return { border, editor, pageId };
  }

  it("keeps what was below it from coming out of the trash in the open, unless by someone who manages it", async () => {
    const { border, editor, pageId } = await trashedWithItsBorder();
    await web.call("pages.trash", { pageId: border.id }, ada);
    await expect(web.call("pages.restore", { pageId }, editor)).rejects.toMatchObject({ code: "forbidden" });
    expect(await web.call("pages.read", { pageId }, ada)).toMatchObject({ isTrashed: true, parentId: border.id });
    expect(await web.call("pages.restore", { pageId }, ada)).toMatchObject({ isTrashed: false, parentId: null });
  });

  it("takes a page back that comes from below it, by anyone who may edit that page", async () => {
    const { editor, pageId } = await trashedWithItsBorder();
    expect(await web.call("pages.restore", { pageId }, editor)).toMatchObject({ isTrashed: false });
  });

  it("lets its parent say that something lies below it to those only who may see it", async () => {
    const [viewer, other] = [await web.addPerson("Vic"), await web.addPerson("Oda")];
    const driveId = await web.addDrive(ada);
    for (const person of [viewer, other]) await web.addMember(driveId, person, "viewer");
    const top = await create(driveId, "top");
    const { id: pageId } = await create(driveId, "restricted", top.id);
    await web.db.update(pages).set({ accessMode: "restricted" }).where(eq(pages.id, pageId));
    const userId = viewer.actor.userId;
    await web.db.insert(pagePermissions).values({ id: createId(), pageId, userId, level: "view" });
    expect(await web.call("pages.read", { pageId: top.id }, viewer)).toMatchObject({ hasChildren: true });
    expect(await web.call("pages.read", { pageId: top.id }, other)).toMatchObject({ hasChildren: false });
  });

  it("is not left by a move, unless by someone who manages the page", async () => {
    const { editor, pageId } = await trashedWithItsBorder();
    await web.call("pages.restore", { pageId }, ada);
    const out = { pageId, parentId: null };
    await expect(web.call("pages.move", out, editor)).rejects.toMatchObject({ code: "forbidden" });
    expect(await web.call("pages.move", out, ada)).toMatchObject({ parentId: null });
  });
});

describe("pages granted to one person", () => {
  it("stand at the root for someone who may not see their parents", async () => {
    const guest = await web.addPerson("Gus");
    const driveId = await web.addDrive(ada);
    const top = await create(driveId, "top");
    const inner = await create(driveId, "inner", top.id);
    await create(driveId, "below", inner.id);
    await web.db.insert(pagePermissions).values({
      id: createId(),
      pageId: inner.id,
      userId: guest.actor.userId,
      level: "view",
    });
    const { items } = await web.call("pages.list", { driveId }, guest);
    expect(items).toMatchObject([{ title: "inner", parentId: null, hasChildren: true }]);
    const read = await web.call("pages.read", { pageId: inner.id }, guest);
    expect(read).toMatchObject({ parentId: null, breadcrumb: [] });
    const drives = await web.call("drives.list", {}, guest);
    expect(drives.items.at(-1)).toMatchObject({ id: driveId, role: "guest" });
    await expect(web.call("pages.read", { pageId: top.id }, guest)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("idempotency", () => {
  it("runs a mutation once per key and refuses the key for another input", async () => {
    const driveId = await web.addDrive(ada);
    const input = { driveId, type: "folder", title: "once" } as const;
    const adaOnce = { ...ada, idempotencyKey: "first" };
    const [one, two] = await Promise.all([
      web.call("pages.create", input, adaOnce),
      web.call("pages.create", input, adaOnce),
    ]);
    expect(two).toEqual(one);
    expect(await titlesIn(driveId)).toEqual(["once"]);
    await expect(web.call("pages.create", { ...input, title: "other" }, adaOnce)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
