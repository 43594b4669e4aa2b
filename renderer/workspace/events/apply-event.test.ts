import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { queryKeys } from "#renderer/workspace/cache/query-keys.ts";
import type { PageDetails, PageSummary } from "#services/contracts/shapes.ts";
import { applyEvent } from "./apply-event.ts";

const driveId = "d";
const happened = { actorId: null, createdAt: "2026-01-01T00:00:00.000Z", driveId };

function page(id: string, position: string, more: Partial<PageSummary> = {}): PageSummary {
  return {
    id,
    driveId,
    parentId: null,
    type: "folder",
    title: id,
    icon: null,
    position,
    hasChildren: false,
    isTrashed: false,
    createdAt: happened.createdAt,
    updatedAt: happened.createdAt,
    ...more,
  };
}

function cacheWith(root: readonly PageSummary[], children: Readonly<Record<string, readonly PageSummary[]>> = {}) {
  const cache = new QueryClient();
  cache.setQueryData(queryKeys.children(driveId, null), root);
  for (const [parentId, pages] of Object.entries(children)) {
    cache.setQueryData(queryKeys.children(driveId, parentId), pages);
  }
  return cache;
}

function ids(cache: QueryClient, parentId: string | null): string[] | undefined {
  return cache.getQueryData<PageSummary[]>(queryKeys.children(driveId, parentId))?.map(({ id }) => id);
}

function find(cache: QueryClient, id: string): PageSummary | undefined {
  return cache.getQueryData<PageSummary[]>(queryKeys.children(driveId, null))?.find((one) => one.id === id);
}

test("a new page comes to its place among its siblings, once", () => {
  const cache = cacheWith([page("a", "a0"), page("c", "a2")]);
  const event = { type: "page.created", ...happened, pageId: "b", page: page("b", "a1") } as const;
  applyEvent(cache, event);
  applyEvent(cache, event);
  expect(ids(cache, null)).toEqual(["a", "b", "c"]);
});

test("a page made inside a closed one gives that one children to open", () => {
  const cache = cacheWith([page("a", "a0")]);
  applyEvent(cache, { type: "page.created", ...happened, pageId: "b", page: page("b", "a0", { parentId: "a" }) });
  expect(find(cache, "a")?.hasChildren).toBe(true);
  expect(ids(cache, "a")).toBeUndefined();
});

test("a page that moves leaves its old parent empty and stands in the new one", () => {
  const cache = cacheWith([page("a", "a0", { hasChildren: true }), page("b", "a1")], {
    a: [page("x", "a0", { parentId: "a" })],
    b: [],
  });
  applyEvent(cache, {
    type: "page.moved",
    ...happened,
    pageId: "x",
    parentId: "b",
    position: "a0",
    fromParentId: "a",
  });
  expect(ids(cache, "a")).toEqual([]);
  expect(ids(cache, "b")).toEqual(["x"]);
  expect(find(cache, "a")?.hasChildren).toBe(false);
  expect(find(cache, "b")?.hasChildren).toBe(true);
});

test("a page that moves to another drive stands in neither list until both were read again", () => {
  const cache = cacheWith([page("x", "a0"), page("y", "a1")]);
  cache.setQueryData(queryKeys.children("e", null), [page("z", "a0", { driveId: "e" })]);
  const moved = { pageId: "x", parentId: null, position: "a1", fromParentId: null } as const;
  applyEvent(cache, { type: "page.moved", ...happened, driveId: "e", ...moved });
  expect(ids(cache, null)).toEqual(["y"]);
  for (const driveId of ["d", "e"]) {
    expect(cache.getQueryState(queryKeys.children(driveId, null))?.isInvalidated).toBe(true);
  }
});

test("a page keeps its file when it moves", () => {
  const file = { sizeBytes: 6, mediaType: "text/plain" };
  const cache = cacheWith([page("x", "a0", { file }), page("y", "a1")]);
  const moved = { pageId: "x", parentId: null, position: "a2", fromParentId: null } as const;
  applyEvent(cache, { type: "page.moved", ...happened, ...moved });
  expect(find(cache, "x")?.file).toEqual(file);
});

test("a new title and a new icon reach the tree and the breadcrumbs below", () => {
  const cache = cacheWith([page("a", "a0")]);
  const below: PageDetails = {
    ...page("x", "a0", { parentId: "a" }),
    level: "manage",
    isRestricted: false,
    breadcrumb: [{ id: "a", title: "a", type: "folder", icon: null }],
    updatedBy: null,
  };
  cache.setQueryData(queryKeys.page("x"), below);
  applyEvent(cache, { type: "page.renamed", ...happened, pageId: "a", title: "Alpha" });
  applyEvent(cache, { type: "page.icon-changed", ...happened, pageId: "a", icon: "🦆" });
  expect(find(cache, "a")).toMatchObject({ title: "Alpha", icon: "🦆" });
  expect(cache.getQueryData<PageDetails>(queryKeys.page("x"))?.breadcrumb).toMatchObject([
    { title: "Alpha", icon: "🦆" },
  ]);
});

test("the tags of a page show in its list, and go along where it is moved", () => {
  const cache = cacheWith([page("a", "a0"), page("b", "a1")], { b: [] });
  const tags = [{ id: "t", name: "Draft", color: "red" } as const];
  applyEvent(cache, { type: "page.tags-changed", ...happened, pageId: "a", tags });
  expect(find(cache, "a")?.tags).toEqual(tags);
  applyEvent(cache, {
    ...{ type: "page.moved", ...happened, pageId: "a", position: "a0" },
    ...{ parentId: "b", fromParentId: null },
  });
  expect(cache.getQueryData<PageSummary[]>(queryKeys.children(driveId, "b"))).toMatchObject([{ id: "a", tags }]);
});

test("a trashed page leaves the tree", () => {
  const cache = cacheWith([page("a", "a0"), page("b", "a1")]);
  applyEvent(cache, { type: "page.trashed", ...happened, pageId: "a", parentId: null });
  expect(ids(cache, null)).toEqual(["b"]);
});

test("a change told while a list is on its way is in the list in the end", async () => {
  const cache = new QueryClient();
  const answers = [[page("old", "a0")], [page("old", "a0"), page("new", "a1")]];
  const first = Promise.withResolvers<void>();
  const observer = new QueryObserver<PageSummary[]>(cache, {
    queryKey: queryKeys.children(driveId, null),
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = answers.shift() ?? [];
      if (answers.length === 1) await first.promise;
      return answer;
    },
  });
  const stop = observer.subscribe(() => undefined);
  applyEvent(cache, { ...happened, type: "page.created", pageId: "new", page: page("new", "a1") });
  first.resolve();
  await vi.waitFor(() => expect(ids(cache, null)).toEqual(["old", "new"]));
  stop();
});

test("changes of a page's content show in lists as its newest time, once they have ceased for two seconds", () => {
  vi.useFakeTimers();
  const cache = cacheWith([page("a", "a0")]);
  const createdAt = "2026-02-02T00:00:00.000Z";
  for (let seconds = 0; seconds < 5; seconds += 1) {
    applyEvent(cache, { ...happened, type: "page.content-changed", pageId: "a", createdAt });
    vi.advanceTimersByTime(1_000);
    expect(find(cache, "a")?.updatedAt).toBe(happened.createdAt);
  }
  vi.advanceTimersByTime(1_000);
  expect(find(cache, "a")?.updatedAt).toBe(createdAt);
  vi.useRealTimers();
});

test("changes that do not cease show after ten seconds", () => {
  vi.useFakeTimers();
  const cache = cacheWith([page("a", "a0")]);
  const createdAt = "2026-02-02T00:00:00.000Z";
  for (let seconds = 0; seconds < 11; seconds += 1) {
    applyEvent(cache, { ...happened, type: "page.content-changed", pageId: "a", createdAt });
    vi.advanceTimersByTime(1_000);
  }
  expect(find(cache, "a")?.updatedAt).toBe(createdAt);
  vi.useRealTimers();
});
